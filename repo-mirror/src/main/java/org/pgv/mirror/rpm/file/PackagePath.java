package org.pgv.mirror.rpm.file;

/**
 * A path in a package, in two parts: files of one folder share it.
 *
 * @param folder up to the last slash, and with it
 */
record PackagePath(String folder, String name) {
  /** PATH_MAX of Linux: nothing can be put where a longer one leads. */
  private static final int MOST_CHARACTERS = 4096;

  static PackagePath of(String path) {
    int name = path.lastIndexOf('/') + 1;
    return new PackagePath(path.substring(0, name), path.substring(name));
  }

  /** Whether it is the root, or names below it, none of them empty or a step up or aside. */
  boolean absolute() {
    if (folder.equals("/") && name.isEmpty()) {
      return true;
    }
    if (!folder.startsWith("/") || !folder.endsWith("/") || tooLong() || !plain(name)) {
      return false;
    }
    for (int start = 1; start < folder.length(); ) {
      int end = folder.indexOf('/', start);
      if (!plain(folder.substring(start, end))) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  /** Whether it may be in a source package, whose files lie in one folder that is not named. */
  boolean ofSource() {
    return folder.isEmpty() && !tooLong() && plain(name);
  }

  /** Whether a part of it is a step up. */
  boolean leadsUp() {
    return ("/" + this + "/").contains("/../");
  }

  private boolean tooLong() {
    return folder.length() + name.length() >= MOST_CHARACTERS;
  }

  private static boolean plain(String name) {
    return !name.isEmpty() && !name.equals(".") && !name.equals("..") && name.indexOf('/') < 0;
  }

  @Override
  public String toString() {
    return folder + name;
  }
}
