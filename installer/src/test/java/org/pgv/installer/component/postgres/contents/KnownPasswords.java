package org.pgv.installer.component.postgres.contents;

import org.pgv.manifests.site.DatabaseRole;

/** The same for every role. */
final class KnownPasswords implements Passwords {
  private static final String KEYS =
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  @Override
  public String verifier(DatabaseRole role) {
    return "SCRAM-SHA-256$4096:" + salt(role) + "$" + KEYS;
  }

  @Override
  public String salt(DatabaseRole role) {
    return "AAAA";
  }
}
