package org.pgv.installer.component.pgbouncer;

import org.pgv.manifests.site.PostgresSettings.Profile;

/**
 * How many connections a pooler keeps.
 *
 * @param clients that may be connected at once
 * @param pool connections to the server for each pair of database and role
 * @param reserve as many more where a client has waited for a second
 * @param database the most that one database gets, whoever asks
 */
public record PoolSizes(int clients, int pool, int reserve, int database) {
  /** Left to those that come directly: superuser, replication, the services that are not pooled. */
  private static final double SHARE_OF_SERVER = 0.8;

  private static final int CLIENTS_FOR_EACH_CONNECTION = 10;

  /**
   * Few connections for each processor serve the most transactions; those that wait for a disk or
   * for each other make it some more.
   *
   * @param connections the server's {@code max_connections}
   */
  static PoolSizes of(Profile profile, int cpus, int connections) {
    int wanted =
        switch (profile) {
          case OLTP, CRIT -> Math.clamp(4L * cpus, 20, 100);
          case OLAP -> Math.clamp(2L * cpus, 10, 50);
          case TINY -> Math.clamp(4L * cpus, 10, 20);
        };
    int database = Math.max(1, (int) (SHARE_OF_SERVER * connections));
    int pool = Math.min(wanted, database);
    return new PoolSizes(CLIENTS_FOR_EACH_CONNECTION * connections, pool, pool / 2, database);
  }
}
