package org.pgv.manifests.site;

import java.util.Locale;

/** What a host does beside being a member of a cluster, which makes it a PostgreSQL host. */
public enum Role {
  /** Keeps the cluster's state in etcd; an odd number of hosts. */
  ETCD,
  /** Carries HAProxy for clients, as every PostgreSQL host does anyway. */
  ROUTER,
  /** Keeps backups. */
  BACKUP,
  /** Carries the package repository and the site's clock; one host. */
  INFRA;

  /** As it is written in the site file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
