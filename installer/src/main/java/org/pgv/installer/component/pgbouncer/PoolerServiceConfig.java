package org.pgv.installer.component.pgbouncer;

/** What our additions to PgBouncer's unit are laid out from. */
public record PoolerServiceConfig(String user, int files) {}
