package org.pgv.installer.status;

/**
 * Something that keeps a site from being healthy.
 *
 * @param where the host, cluster or service
 */
public record Trouble(String where, String what) {
  @Override
  public String toString() {
    return where + ": " + what;
  }
}
