package org.pgv.installer.apply;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pgv.installer.archive.TarWriter;
import org.pgv.manifests.bundle.BundlePath;
import org.pgv.manifests.bundle.SignedFolder;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Sha256;

/**
 * A signed folder as a tar archive: the files that are signed and no others, sorted, for everybody
 * to read. Its last file says that it is whole: tar itself takes an archive whose end is missing.
 */
final class TarStream extends VouchedInput {
  /** The last file of the archive; the host removes it. */
  static final String WHOLE = ".pgv-whole";

  private static final long REPORT_EVERY = 4 << 20;

  private final SignedFolder source;
  private final Reporter reporter;
  private final String task;

  TarStream(SignedFolder source, Reporter reporter, String task) {
    this.source = source;
    this.reporter = reporter;
    this.task = task;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    long total = 0;
    for (BundlePath path : source.files().files().keySet()) {
      total += Files.size(place(path));
    }
    reporter.report(new Event.Started(task, total, Event.Unit.BYTES));
    try (TarWriter tar = new TarWriter(new BufferedOutputStream(out, 1 << 16))) {
      for (String folder : folders()) {
        tar.folder(folder);
      }
      long done = 0;
      long reported = 0;
      for (Map.Entry<BundlePath, Sha256> file : source.files().files().entrySet()) {
        done += send(file.getKey(), file.getValue(), tar);
        if (done - reported > REPORT_EVERY) {
          reporter.report(new Event.Advanced(task, done));
          reported = done;
        }
      }
      tar.file(WHOLE, "0644", 0, InputStream.nullInputStream());
    }
    reporter.report(new Event.Finished(task, total / 1_000_000 + " MB"));
  }

  private long send(BundlePath path, Sha256 signed, TarWriter tar) throws IOException {
    long size = Files.size(place(path));
    try (InputStream content = open(place(path), signed)) {
      tar.file(path.text(), "0644", size, content);
    }
    return size;
  }

  /** Each folder before what is in it. */
  private SortedSet<String> folders() {
    SortedSet<String> folders = new TreeSet<>();
    for (BundlePath path : source.files().files().keySet()) {
      String text = path.text();
      for (int at = text.indexOf('/'); at >= 0; at = text.indexOf('/', at + 1)) {
        folders.add(text.substring(0, at));
      }
    }
    return folders;
  }

  private Path place(BundlePath path) {
    return source.folder().resolve(path.text());
  }
}
