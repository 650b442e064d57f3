package org.pgv.builder.assemble;

import java.util.regex.Pattern;
import org.pgv.manifests.lock.LockedFile;

/**
 * Names of package files in a bundle: such that every server, client and file system reads them
 * alike. A file that its repository names otherwise gets another name.
 */
final class PlainNames {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+~:=@,-]*(?:/[A-Za-z0-9_][A-Za-z0-9._+~:=@,-]*)*");

  private static final int DIGITS = 16;

  private PlainNames() {}

  static boolean isOne(String path) {
    return PLAIN.matcher(path).matches();
  }

  /** A place of its own for a file: two files may come to have the same name. */
  static String of(LockedFile file, String name) {
    return "by-sha256/" + file.sha256().hex().substring(0, DIGITS) + "/" + name;
  }
}
