package org.pgv.installer.component.etcd;

/**
 * What our additions to etcd's unit are laid out from.
 *
 * @param joins is there while it is to join others
 */
public record EtcdServiceConfig(String environment, String joins, String program) {}
