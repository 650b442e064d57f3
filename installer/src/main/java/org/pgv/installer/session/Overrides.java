package org.pgv.installer.session;

/**
 * What is refused unless it is asked for; the audit log has it before anything is done.
 *
 * @param downgrade a bundle that is older than the one applied last
 * @param olderSecrets secrets that are older than those that hosts were brought to
 * @param foreign hosts that are not those of the secrets kept here
 */
public record Overrides(boolean downgrade, boolean olderSecrets, boolean foreign) {
  public static final Overrides NONE = new Overrides(false, false, false);
}
