package org.pgv.installer.apply;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pgv.installer.archive.TarWriter;
import org.pgv.installer.host.Input;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;

/** A folder as a tar archive: its regular files and folders, sorted, for everybody to read. */
record TarStream(Path folder, Reporter reporter, String task) implements Input {
  private static final long REPORT_EVERY = 4 << 20;

  @Override
  public void writeTo(OutputStream out) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.filter(path -> !path.equals(folder)).sorted().toList();
    }
    long total = 0;
    for (Path path : paths) {
      total += Files.isRegularFile(path) ? Files.size(path) : 0;
    }
    reporter.report(new Event.Started(task, total, Event.Unit.BYTES));
    try (TarWriter tar = new TarWriter(new BufferedOutputStream(out, 1 << 16))) {
      long done = 0;
      long reported = 0;
      for (Path path : paths) {
        done += entry(path, tar);
        if (done - reported > REPORT_EVERY) {
          reporter.report(new Event.Advanced(task, done));
          reported = done;
        }
      }
    }
    reporter.report(new Event.Finished(task, total / 1_000_000 + " MB"));
  }

  private long entry(Path path, TarWriter tar) throws IOException {
    String name = folder.relativize(path).toString();
    if (Files.isDirectory(path)) {
      tar.folder(name);
      return 0;
    }
    long size = Files.size(path);
    try (InputStream content = Files.newInputStream(path)) {
      tar.file(name, "0644", size, content);
    }
    return size;
  }
}
