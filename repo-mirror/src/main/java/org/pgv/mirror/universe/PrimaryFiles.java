package org.pgv.mirror.universe;

/**
 * The files that primary metadata lists, by the convention that createrepo_c follows: those that
 * packages usually depend on. Of all others only filelists knows.
 */
final class PrimaryFiles {
  private PrimaryFiles() {}

  static boolean lists(String path) {
    return path.startsWith("/etc/") || path.contains("bin/") || path.equals("/usr/lib/sendmail");
  }
}
