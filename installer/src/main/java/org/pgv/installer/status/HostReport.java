package org.pgv.installer.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one host is doing.
 *
 * @param cluster the cluster as its Patroni sees it; empty where that does not answer
 * @param etcd its own member; empty where that does not answer
 * @param byHand what its PostgreSQL goes by otherwise than our files say, in words
 * @param certificates when each of its certificates ends, by file
 */
public record HostReport(
    Optional<ClusterView> cluster,
    Optional<EtcdView> etcd,
    WayIn wayIn,
    Software software,
    List<String> byHand,
    SortedMap<String, Instant> certificates,
    BackupReport backups) {

  /** A member of etcd as it sees itself. */
  public record EtcdView(
      boolean healthy, String reason, boolean leads, long dataBytes, long quotaBytes) {}

  /**
   * What leads clients to PostgreSQL.
   *
   * @param servers what its HAProxy thinks of the servers behind each service
   * @param pools those of its PgBouncer
   */
  public record WayIn(List<RoutedServer> servers, List<Pool> pools) {
    public WayIn {
      servers = List.copyOf(servers);
      pools = List.copyOf(pools);
    }
  }

  /** A server behind a service of HAProxy. */
  public record RoutedServer(String service, String server, boolean up) {}

  /**
   * The connections that clients of one role share for one database.
   *
   * @param inUse connections that are at work for a client
   * @param waiting clients that wait for one
   * @param longestWaitSeconds how long the first of those has waited
   */
  public record Pool(
      String database, String role, long inUse, long waiting, long longestWaitSeconds) {}

  /**
   * What systemd and our record say.
   *
   * @param units states of our units, by name
   * @param failed all units of the host that have failed
   * @param bundle what the host was last brought to; empty where it never was
   */
  public record Software(SortedMap<String, String> units, List<String> failed, String bundle) {
    public Software {
      units = new TreeMap<>(units);
      failed = List.copyOf(failed);
    }
  }

  public HostReport {
    byHand = List.copyOf(byHand);
    certificates = new TreeMap<>(certificates);
  }
}
