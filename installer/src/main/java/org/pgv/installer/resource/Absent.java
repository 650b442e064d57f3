package org.pgv.installer.resource;

/**
 * A file that must be out of the way while the site is managed, such as the distribution's online
 * package sources. It is moved to the record of managed files, and restored by uninstall.
 */
public record Absent(String path) implements Resource {
  @Override
  public String title() {
    return "no file " + path;
  }
}
