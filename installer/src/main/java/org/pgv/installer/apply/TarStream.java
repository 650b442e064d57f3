package org.pgv.installer.apply;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pgv.installer.host.Input;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;

/**
 * A folder as a tar archive (POSIX.1-2017, pax "ustar Interchange Format"): its regular files and
 * folders, sorted, owned by root, for everybody to read.
 */
record TarStream(Path folder, Reporter reporter, String task) implements Input {
  private static final int RECORD = 512;
  private static final int NAME = 100;
  private static final int PREFIX = 155;
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
    BufferedOutputStream tar = new BufferedOutputStream(out, 1 << 16);
    long done = 0;
    long reported = 0;
    for (Path path : paths) {
      done += entry(path, tar);
      if (done - reported > REPORT_EVERY) {
        reporter.report(new Event.Advanced(task, done));
        reported = done;
      }
    }
    tar.write(new byte[2 * RECORD]);
    tar.flush();
    reporter.report(new Event.Finished(task, total / 1_000_000 + " MB"));
  }

  private long entry(Path path, OutputStream tar) throws IOException {
    String name = folder.relativize(path).toString();
    if (Files.isDirectory(path)) {
      tar.write(header(name, "0000755", 0, '5'));
      return 0;
    }
    long size = Files.size(path);
    tar.write(header(name, "0000644", size, '0'));
    if (Files.copy(path, tar) != size) {
      throw new IOException(path + " changed while it was read");
    }
    tar.write(new byte[(int) ((RECORD - size % RECORD) % RECORD)]);
    return size;
  }

  private static byte[] header(String name, String mode, long size, char type) throws IOException {
    byte[] header = new byte[RECORD];
    int cut = cut(name);
    put(header, 0, name.substring(cut == 0 ? 0 : cut + 1));
    put(header, 100, mode);
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, String.format("%011o", size));
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 257, "ustar\00000");
    put(header, 345, name.substring(0, cut));
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format("%06o\0 ", sum));
    return header;
  }

  /**
   * Where a name that is too long for its field is cut in two, always at a slash; 0 for nowhere.
   */
  private static int cut(String name) throws IOException {
    if (bytes(name) <= NAME) {
      return 0;
    }
    for (int i = name.indexOf('/'); i > 0 && i < name.length() - 1; i = name.indexOf('/', i + 1)) {
      if (bytes(name.substring(0, i)) <= PREFIX && bytes(name.substring(i + 1)) <= NAME) {
        return i;
      }
    }
    throw new IOException("name too long for a tar archive: " + name);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
