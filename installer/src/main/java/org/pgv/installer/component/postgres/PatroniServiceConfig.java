package org.pgv.installer.component.postgres;

/** What our additions to Patroni's unit are laid out from. */
public record PatroniServiceConfig(String watchdog, String user) {}
