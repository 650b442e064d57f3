package org.pgv.mirror.rpm.file;

/**
 * One file that a package's header lists.
 *
 * @param folder absolute and ending in a slash; of a source package empty. Files of one folder
 *     share it: a small header can name many files in a long folder
 * @param mode type and permissions, as in {@code stat}
 * @param flags RPMFILE_* bits of rpmfiles.h
 * @param content where its content is and what proves it
 */
public record PackagedFile(String folder, String name, int mode, int flags, FileContent content) {
  private static final int TYPE_MASK = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int SYMBOLIC_LINK = 0120000;
  private static final int REGULAR = 0100000;

  /** RPMFILE_GHOST: the package owns the path but does not bring the file. */
  private static final int GHOST = 1 << 6;

  /**
   * What a file holds.
   *
   * @param size in bytes
   * @param digest in hexadecimal, by the algorithm the header names; empty for what has no content
   * @param link where a symbolic link leads; empty for others
   * @param inode files of one package with the same number share their content
   */
  public record FileContent(long size, String digest, String link, long inode) {}

  /** Absolute; of a source package just a name. */
  public String path() {
    return folder + name;
  }

  public boolean directory() {
    return (mode & TYPE_MASK) == DIRECTORY;
  }

  public boolean symbolicLink() {
    return (mode & TYPE_MASK) == SYMBOLIC_LINK;
  }

  public boolean regular() {
    return (mode & TYPE_MASK) == REGULAR;
  }

  public boolean ghost() {
    return (flags & GHOST) != 0;
  }
}
