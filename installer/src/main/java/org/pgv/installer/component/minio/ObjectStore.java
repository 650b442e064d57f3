package org.pgv.installer.component.minio;

import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Repository;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.value.Endpoint;
import org.pgv.manifests.value.Secret;

/** Names, places and keys of the site's own object store. */
public final class ObjectStore {
  /** The unit that serves it. */
  public static final String UNIT = "minio.service";

  /** Who may do everything there. */
  static final String ROOT = "pgv-root";

  /** Who may read the metrics, and nothing else. */
  static final String METRICS = "metrics";

  private ObjectStore() {}

  /** The bucket of a cluster's backups, and the only account beside root that may use it. */
  public static String bucket(Cluster cluster) {
    return "backup-" + cluster.name();
  }

  /** The secret key of an account. */
  public static Secret key(Topology topology, String account) {
    return topology.credentials().password(keyName(account));
  }

  /** What the credentials call the secret key of an account. */
  public static String keyName(String account) {
    return "minio/" + account;
  }

  /** Where MinIO answers S3, on any of its hosts, by a name that all their certificates bear. */
  public static Endpoint endpoint(Site site, Repository.Minio store) {
    return new Endpoint(site.minioName(store), site.settings().ports().minio());
  }
}
