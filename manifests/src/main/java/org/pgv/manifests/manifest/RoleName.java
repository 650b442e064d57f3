package org.pgv.manifests.manifest;

import java.util.List;

/** The roles a manifest can name packages for. */
public final class RoleName {
  /** What every host has, and what a host is made from when it starts as an empty folder. */
  public static final String BASE = "base";

  /** What no part of the service needs, and a site wants all the same. */
  public static final String EXTRA = "extra";

  /** Every role, in the order a host is built up. */
  public static final List<String> ALL =
      List.of(
          BASE,
          "repository",
          "time",
          "firewall",
          "etcd",
          "postgres",
          "pooler",
          "router",
          "vip",
          "backup",
          "monitoring",
          EXTRA);

  private RoleName() {}
}
