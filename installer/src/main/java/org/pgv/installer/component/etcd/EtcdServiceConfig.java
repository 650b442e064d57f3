package org.pgv.installer.component.etcd;

/** What our additions to etcd's unit are laid out from. */
public record EtcdServiceConfig(String environment, String program) {}
