package org.pgv.installer.resource;

/**
 * Lines that are ours in a file that is not: between {@code # BEGIN pgv NAME} and {@code # END pgv
 * NAME}; the rest of the file is left alone.
 *
 * @param text the lines, each ended by a newline
 */
public record ManagedBlock(String path, String name, String text) implements Resource {
  @Override
  public String title() {
    return "block " + name + " in " + path;
  }
}
