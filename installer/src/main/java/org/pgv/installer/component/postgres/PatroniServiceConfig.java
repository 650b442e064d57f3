package org.pgv.installer.component.postgres;

/**
 * What our additions to Patroni's unit are laid out from.
 *
 * @param ldap the file that tells the server's LDAP library what it verifies by
 */
public record PatroniServiceConfig(String watchdog, String user, String ldap) {}
