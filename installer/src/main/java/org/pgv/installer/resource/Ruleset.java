package org.pgv.installer.resource;

/**
 * Rules that the kernel must have loaded as they are in a file. They are loaded on trial: unless a
 * new connection to the host is made in time, the ones before come back by themselves.
 *
 * @param table what the file makes, in nft's words, such as {@code inet pgv}
 * @param trialSeconds for how long the host waits for that connection
 */
public record Ruleset(ManagedFile file, String table, int trialSeconds) implements Resource {
  @Override
  public String title() {
    return "rules " + file.path();
  }
}
