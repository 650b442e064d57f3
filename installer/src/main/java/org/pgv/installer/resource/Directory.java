package org.pgv.installer.resource;

/** A directory that must be there; its content is not looked at, and it is never emptied. */
public record Directory(String path, Ownership ownership) implements Resource {
  @Override
  public String title() {
    return "directory " + path;
  }
}
