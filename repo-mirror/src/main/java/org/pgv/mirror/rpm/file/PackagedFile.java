package org.pgv.mirror.rpm.file;

/**
 * One file that a package's header lists.
 *
 * @param folder absolute and ending in a slash; of a source package empty. Files of one folder
 *     share it: a small header can name many files in a long folder
 * @param attributes what it is and whose
 * @param content where its content is and what proves it
 */
public record PackagedFile(
    String folder, String name, FileAttributes attributes, FileContent content) {

  /** RPMFILE_GHOST: the package owns the path but does not bring the file. */
  private static final int GHOST = 1 << 6;

  /**
   * What a file is and whose.
   *
   * @param mode type and permissions, as in {@code stat}
   * @param flags RPMFILE_* bits of rpmfiles.h
   * @param user by name
   * @param group by name
   */
  public record FileAttributes(int mode, int flags, String user, String group) {}

  /**
   * What a file holds.
   *
   * @param size in bytes
   * @param digest in hexadecimal, by the algorithm the header names; empty for what has no content
   * @param link where a symbolic link leads; empty for others
   */
  public record FileContent(long size, String digest, String link, FileNode node) {}

  /**
   * The numbers that a file had in the file system where it was packaged.
   *
   * @param device of the file system, counted within the package
   * @param inode files of one package with the same device and inode share their content; 0 where
   *     the header does not say
   * @param special what a device file stands for: its major number times 256, and its minor number
   */
  public record FileNode(long device, long inode, long special) {}

  /** Absolute; of a source package just a name. */
  public String path() {
    return folder + name;
  }

  public boolean directory() {
    return type() == FileType.DIRECTORY;
  }

  public boolean ghost() {
    return (attributes.flags() & GHOST) != 0;
  }

  FileType type() {
    return FileType.of(attributes.mode());
  }
}
