package org.pgv.mirror.rpm.repomd;

/**
 * The files that primary metadata lists, by the convention that createrepo_c follows: those that
 * packages usually depend on. Of all others only filelists knows.
 */
public final class PrimaryFiles {
  private PrimaryFiles() {}

  public static boolean lists(String path) {
    return path.startsWith("/etc/") || path.contains("bin/") || path.equals("/usr/lib/sendmail");
  }
}
