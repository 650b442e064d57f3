package org.pgv.manifests.site;

import java.util.List;
import java.util.stream.Stream;

/**
 * The TCP ports of the site, the same on every host.
 *
 * @param pooler where PgBouncer answers the routers
 * @param backup where pgBackRest answers pgBackRest
 */
public record Ports(
    int postgres,
    int pooler,
    int patroni,
    int etcdClient,
    int etcdPeer,
    Services services,
    int statistics,
    int repository,
    int backup,
    int minio,
    int minioConsole) {

  /**
   * Where routers offer what every cluster has.
   *
   * @param primary the primary, pooled
   * @param replica a replica, pooled
   * @param direct service {@code default}: the primary, directly
   * @param offline a replica, directly
   */
  public record Services(int primary, int replica, int direct, int offline) {}

  /** What is used where the site file says nothing. */
  public static final Ports USUAL =
      new Ports(
          5432,
          6432,
          8008,
          2379,
          2380,
          new Services(5433, 5434, 5436, 5438),
          9101,
          443,
          8432,
          9000,
          9001);

  /**
   * What is used at a site that was laid out by PgVillage: routers lead to the primary on 5432 and
   * to a replica on 5433, directly; the server itself is on 25432, so that a host can be both.
   */
  public static final Ports PGVILLAGE = USUAL.with(25432, new Services(5434, 5435, 5432, 5433));

  /** Numbers that belong together. */
  public enum Layout {
    USUAL,
    PGVILLAGE;

    public Ports ports() {
      return switch (this) {
        case USUAL -> Ports.USUAL;
        case PGVILLAGE -> Ports.PGVILLAGE;
      };
    }
  }

  private Ports with(int otherPostgres, Services otherServices) {
    return new Ports(
        otherPostgres,
        pooler,
        patroni,
        etcdClient,
        etcdPeer,
        otherServices,
        statistics,
        repository,
        backup,
        minio,
        minioConsole);
  }

  /** All of them. */
  public List<Integer> all() {
    return Stream.of(
            postgres,
            pooler,
            patroni,
            etcdClient,
            etcdPeer,
            services.primary(),
            services.replica(),
            services.direct(),
            services.offline(),
            statistics,
            repository,
            backup,
            minio,
            minioConsole)
        .toList();
  }
}
