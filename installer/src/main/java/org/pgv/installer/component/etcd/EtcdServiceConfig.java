package org.pgv.installer.component.etcd;

/**
 * What our additions to etcd's unit are laid out from.
 *
 * @param dataRoot the only folder it may write to
 */
public record EtcdServiceConfig(String environment, String program, String dataRoot) {}
