package org.pgv.installer.apply;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pgv.installer.host.Input;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;

/** A file as it is, with word of how far it is sent. */
record FileStream(Path file, Reporter reporter, String task) implements Input {
  private static final int PIECE_BYTES = 1 << 20;

  @Override
  public void writeTo(OutputStream out) throws IOException {
    long total = Files.size(file);
    reporter.report(new Event.Started(task, total, Event.Unit.BYTES));
    byte[] piece = new byte[PIECE_BYTES];
    long done = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        out.write(piece, 0, count);
        done += count;
        reporter.report(new Event.Advanced(task, done));
      }
    }
    out.flush();
    reporter.report(new Event.Finished(task, total / 1_000_000 + " MB"));
  }
}
