package org.pgv.installer.platform;

import java.util.List;
import org.pgv.installer.resource.Resource;
import org.pgv.manifests.site.Cluster;

/**
 * RHEL and those built from its sources, with PostgreSQL and what belongs to it from the PGDG
 * repository, in the places that its packages use.
 */
final class EnterpriseLinux implements Platform {

  @Override
  public PackageManager packages() {
    return new Dnf();
  }

  /** A package of this family neither makes a cluster nor starts a service. */
  @Override
  public List<Resource> beforePackages() {
    return List.of();
  }

  @Override
  public List<String> unwantedUnits() {
    return List.of();
  }

  @Override
  public Service etcd() {
    return new Service("etcd.service", "/etc/etcd/etcd.conf", "etcd");
  }

  @Override
  public Service patroni() {
    return new Service("patroni.service", "/etc/patroni/patroni.yml", "postgres");
  }

  @Override
  public Router router() {
    return new Router(
        new Service("haproxy.service", "/etc/haproxy/haproxy.cfg", "haproxy"),
        "/var/lib/haproxy/stats");
  }

  @Override
  public Service webServer() {
    return new Service("nginx.service", "/etc/nginx/nginx.conf", "nginx");
  }

  @Override
  public TimeService time() {
    return new TimeService(
        "chronyd.service", "/etc/chrony.conf", "/etc/sysconfig/chronyd", "OPTIONS");
  }

  @Override
  public PostgresLayout postgres(int version) {
    String logs = "/var/log/postgresql";
    return new PostgresLayout(
        "postgresql" + version + "-server",
        "/usr/pgsql-" + version + "/bin",
        List.of(logs),
        logs,
        "/run/postgresql",
        "postgres");
  }

  @Override
  public String usualDataDirectory(Cluster cluster) {
    return "/var/lib/pgsql/" + cluster.postgres().version() + "/data";
  }
}
