package org.pgv.installer.resource;

/**
 * Rules that the kernel must have loaded as they are in a file. They are loaded on trial: unless a
 * new connection to the host is made in time, the ones before come back by themselves.
 *
 * @param trialSeconds for how long the host waits for that connection
 */
public record Ruleset(ManagedFile file, Loader loader, int trialSeconds) implements Resource {

  /** What makes rules of the file. */
  public enum Loader {
    /** nft: the file makes the table {@code inet pgv}. */
    NFT,
    /** firewalld: the file is its zone {@code pgv}. */
    FIREWALLD
  }

  @Override
  public String title() {
    return "rules " + file.path();
  }
}
