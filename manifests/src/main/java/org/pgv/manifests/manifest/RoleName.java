package org.pgv.manifests.manifest;

import java.util.List;

/** The roles a manifest can name packages for. */
public final class RoleName {
  /** What every host has, and what a host is made from when it starts as an empty folder. */
  public static final String BASE = "base";

  /** Every role, in the order a host is built up. */
  public static final List<String> ALL =
      List.of(
          BASE,
          "repository",
          "time",
          "etcd",
          "postgres",
          "pooler",
          "router",
          "vip",
          "backup",
          "monitoring",
          "extra");

  private RoleName() {}
}
