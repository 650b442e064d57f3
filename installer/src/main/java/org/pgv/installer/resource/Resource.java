package org.pgv.installer.resource;

/**
 * One thing that must be so on a host. The planner compares it with the facts of the host; what is
 * already so costs nothing.
 */
public sealed interface Resource
    permits PackageSet,
        Directory,
        ManagedFile,
        ManagedBlock,
        CopiedFile,
        Tree,
        Unit,
        Script,
        Ruleset,
        Correction,
        Absent {

  /** What a person calls it, such as {@code file /etc/etcd/etcd.yaml}; unique on its host. */
  String title();
}
