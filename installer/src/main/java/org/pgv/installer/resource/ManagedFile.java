package org.pgv.installer.resource;

/**
 * A file whose whole content is ours. What was there before is kept beside the record of managed
 * files, and restored by uninstall.
 */
public record ManagedFile(String path, Ownership ownership, Content content) implements Resource {
  @Override
  public String title() {
    return "file " + path;
  }
}
