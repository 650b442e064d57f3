package org.pgv.mirror.compression;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A compressed tar archive (POSIX.1-2017, pax) of which nothing depends on the machine: all of it
 * is owned by root and bears one time.
 */
public final class TarOutput implements AutoCloseable {
  private static final int PROGRAM = 0100755;
  private static final int PLAIN = 0100644;
  private static final int LINK = 0120777;

  private final TarArchiveOutputStream tar;
  private final FileTime time;

  public TarOutput(Compression form, Instant time, OutputStream out) throws IOException {
    this.tar = new TarArchiveOutputStream(form.compressing(out), StandardCharsets.UTF_8.name());
    this.tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    this.tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    this.time = FileTime.from(time);
  }

  /** What writes a file's content. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Adds a file of this size. */
  public void file(String path, boolean executable, long size, Body body) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(path);
    entry.setSize(size);
    entry.setMode(executable ? PROGRAM : PLAIN);
    put(entry);
    body.writeTo(tar);
    tar.closeArchiveEntry();
  }

  /** Adds a symbolic link. */
  public void link(String path, String to) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
    entry.setLinkName(to);
    entry.setMode(LINK);
    put(entry);
    tar.closeArchiveEntry();
  }

  private void put(TarArchiveEntry entry) throws IOException {
    entry.setLastModifiedTime(time);
    entry.setIds(0, 0);
    entry.setNames("root", "root");
    tar.putArchiveEntry(entry);
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
