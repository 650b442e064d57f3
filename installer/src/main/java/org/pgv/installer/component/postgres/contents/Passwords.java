package org.pgv.installer.component.postgres.contents;

import org.pgv.manifests.site.DatabaseRole;

/** What PostgreSQL keeps instead of the passwords that the site has made for its roles. */
public interface Passwords {
  /** The verifier of a role's password (RFC 5802 section 3). */
  String verifier(DatabaseRole role);

  /** The salt in that verifier, in base64; it takes a fraction of the work. */
  String salt(DatabaseRole role);
}
