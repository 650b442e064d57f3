package org.pgv.installer.resource;

/**
 * A directory that must be there; its content is not looked at, and it is never emptied.
 *
 * @param holdsData whether uninstall keeps it and its content unless asked to purge data
 */
public record Directory(String path, Ownership ownership, boolean holdsData) implements Resource {

  public Directory(String path, Ownership ownership) {
    this(path, ownership, false);
  }

  @Override
  public String title() {
    return "directory " + path;
  }
}
