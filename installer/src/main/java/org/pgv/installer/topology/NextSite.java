package org.pgv.installer.topology;

import java.util.stream.Collectors;
import org.pgv.installer.applied.AppliedSite;
import org.pgv.installer.platform.Platform;
import org.pgv.manifests.site.Backup;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.EtcdSettings;
import org.pgv.manifests.site.Repository;
import org.pgv.manifests.site.Role;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;

/** What is remembered of a site file once it is applied. */
final class NextSite {
  private NextSite() {}

  static AppliedSite of(Site site, Platform platform) {
    EtcdSettings etcd = site.settings().etcd();
    return new AppliedSite(
        0,
        site.name(),
        site.hosts().stream().map(NextSite::host).toList(),
        site.clusters().stream().map(cluster -> cluster(cluster, platform)).toList(),
        new AppliedSite.Etcd(etcd.dataDirectory(), site.settings().ports().etcdPeer()));
  }

  private static AppliedSite.Host host(SiteHost host) {
    return new AppliedSite.Host(
        host.name().text(), host.address().text(), host.roles().stream().map(Role::word).toList());
  }

  private static AppliedSite.Cluster cluster(Cluster cluster, Platform platform) {
    return new AppliedSite.Cluster(
        cluster.name(),
        cluster.members().stream().map(Object::toString).toList(),
        cluster.postgres().version(),
        platform.dataDirectory(cluster),
        cluster.backup().map(Backup::repository).map(NextSite::place).orElse(""));
  }

  private static String place(Repository repository) {
    return switch (repository) {
      case Repository.Posix(var host, String directory) -> directory + " on " + host;
      case Repository.Minio minio ->
          "MinIO in "
              + String.join(", ", minio.directories())
              + " on "
              + minio.hosts().stream().map(Object::toString).collect(Collectors.joining(", "));
      case Repository.S3 s3 -> s3.endpoint() + ", " + s3.bucket() + s3.folder();
    };
  }
}
