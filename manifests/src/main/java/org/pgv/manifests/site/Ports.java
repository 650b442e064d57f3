package org.pgv.manifests.site;

/**
 * The TCP ports of the site, the same on every host.
 *
 * @param defaultService service {@code default}: the primary, directly
 * @param offlineService service {@code offline}: a replica, directly
 * @param backup where pgBackRest answers pgBackRest
 */
public record Ports(
    int postgres,
    int patroni,
    int etcdClient,
    int etcdPeer,
    int defaultService,
    int offlineService,
    int statistics,
    int repository,
    int backup,
    int minio,
    int minioConsole) {

  /** What is used where the site file says nothing. */
  public static final Ports USUAL =
      new Ports(5432, 8008, 2379, 2380, 5436, 5438, 9101, 443, 8432, 9000, 9001);
}
