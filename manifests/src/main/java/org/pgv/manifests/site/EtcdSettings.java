package org.pgv.manifests.site;

/**
 * How etcd runs.
 *
 * @param dataDirectory where it keeps its data on each member
 * @param heartbeatMillis how often its leader shows that it lives
 * @param electionMillis how long its members wait for that; ten times the time between two members
 * @param quotaMegabytes how large its data may become before it refuses writes
 */
public record EtcdSettings(
    String dataDirectory, int heartbeatMillis, int electionMillis, int quotaMegabytes) {

  /** What is used where the site file says nothing. */
  public static final EtcdSettings USUAL = new EtcdSettings("/var/lib/etcd/pgv", 100, 1000, 2048);
}
