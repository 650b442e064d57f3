package org.pgv.installer.cli;

import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.pgv.manifests.report.Reporter;

/** What libraries have to say goes to the run's log, never between our own lines. */
final class LibraryLog extends Handler {
  private final Reporter reporter;
  private final SimpleFormatter formatter = new SimpleFormatter();

  private LibraryLog(Reporter reporter) {
    this.reporter = reporter;
  }

  static void sendTo(Reporter reporter) {
    LogManager.getLogManager().reset();
    Logger.getLogger("").addHandler(new LibraryLog(reporter));
  }

  @Override
  public void publish(LogRecord line) {
    reporter.log(formatter.format(line).stripTrailing());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
