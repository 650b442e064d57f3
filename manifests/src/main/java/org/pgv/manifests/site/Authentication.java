package org.pgv.manifests.site;

/** How a role proves who it is. */
public enum Authentication {
  /** By a password that the tool makes. */
  PASSWORD,
  /** By a client certificate of the site's authority that bears its name. */
  CERTIFICATE,
  /** By somebody else's word, LDAP's or Kerberos's; PostgreSQL keeps no password. */
  EXTERNAL
}
