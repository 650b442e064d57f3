package org.pgv.manifests.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * What the file system says of a file without reading it. The time of the last change of anything
 * in it or about it (ctime) cannot be set back by who writes to it, unlike the time of change.
 *
 * @param place the device and the number of the file there
 * @param mode its kind and permissions, as Unix keeps them
 */
public record FileState(String place, int mode, int owner, long size, FileTime changed) {
  private static final String WANTED = "unix:dev,ino,mode,uid,size,ctime";
  private static final int PERMISSIONS = 07777;

  /** As stat(2) gives it. */
  private static final int KIND = 0170000;

  private static final int FOLDER = 0040000;
  private static final int PLAIN_FILE = 0100000;
  private static final int LINK = 0120000;

  /** Of the file itself, where it is a link, too. */
  public static FileState of(Path file) throws IOException {
    Map<String, Object> read = Files.readAttributes(file, WANTED, LinkOption.NOFOLLOW_LINKS);
    return new FileState(
        read.get("dev") + ":" + read.get("ino"),
        number(read, "mode").intValue(),
        number(read, "uid").intValue(),
        number(read, "size").longValue(),
        read.get("ctime") instanceof FileTime time ? time : FileTime.fromMillis(0));
  }

  /** Its permissions, with what sets user or group. */
  public int permissions() {
    return mode & PERMISSIONS;
  }

  public boolean isFolder() {
    return (mode & KIND) == FOLDER;
  }

  public boolean isPlainFile() {
    return (mode & KIND) == PLAIN_FILE;
  }

  /** What it is, for a person who expects a plain file. */
  public String kind() {
    return switch (mode & KIND) {
      case PLAIN_FILE -> "is a plain file";
      case FOLDER -> "is a folder";
      case LINK -> "is a link";
      default -> "is a device, socket or pipe";
    };
  }

  private static Number number(Map<String, Object> read, String name) {
    return read.get(name) instanceof Number number ? number : 0;
  }
}
