package org.pgv.installer.apply;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pgv.installer.resource.CopiedFile;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;

/** A file as it is, with word of how far it is sent; the host compares its digest, too. */
final class FileStream extends VouchedInput {
  private static final int PIECE_BYTES = 1 << 20;

  private final CopiedFile file;
  private final Reporter reporter;
  private final String task;

  FileStream(CopiedFile file, Reporter reporter, String task) {
    this.file = file;
    this.reporter = reporter;
    this.task = task;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    Path source = file.source();
    long total = Files.size(source);
    reporter.report(new Event.Started(task, total, Event.Unit.BYTES));
    byte[] piece = new byte[PIECE_BYTES];
    long done = 0;
    try (InputStream in = open(source, file.digest())) {
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
