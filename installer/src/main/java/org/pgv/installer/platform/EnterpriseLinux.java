package org.pgv.installer.platform;

import java.util.List;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Script;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.value.Sha256;

/**
 * RHEL and those built from its sources, with PostgreSQL and what belongs to it from the PGDG
 * repository, in the places that its packages use.
 */
final class EnterpriseLinux implements Platform {

  @Override
  public PackageManager packages() {
    return new Dnf();
  }

  /** The policy labels what is below /var/www as content that a web server may read. */
  @Override
  public String repositoryFolder() {
    return "/var/www/pgv/repository";
  }

  @Override
  public List<Script> permissions(Confined service, Sha256 content) {
    return switch (service) {
      case ROUTER ->
          List.of(
              new Script(
                  "selinux-router",
                  "let HAProxy use the ports of the service under SELinux",
                  "exec setsebool -P haproxy_connect_any on\n"));
      case WEB_SERVER ->
          List.of(
              new Script(
                  "selinux-repository",
                  "label the bundle's packages as what a web server may read",
                  "# of %s\nexec restorecon -R /var/www/pgv\n".formatted(content)));
    };
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
  public Service pooler() {
    return new Service("pgbouncer.service", "/etc/pgbouncer/pgbouncer.ini", "pgbouncer");
  }

  @Override
  public Router router() {
    return new Router(
        new Service("haproxy.service", "/etc/haproxy/haproxy.cfg", "haproxy"),
        "/var/lib/haproxy/stats");
  }

  @Override
  public Service addressKeeper() {
    return new Service("keepalived.service", "/etc/keepalived/keepalived.conf", "root");
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
        "pgaudit_" + version,
        "/usr/pgsql-" + version + "/bin",
        List.of(),
        logs,
        "/run/postgresql",
        "postgres");
  }

  @Override
  public String trustedAuthorities() {
    return "/etc/pki/tls/certs/ca-bundle.crt";
  }

  @Override
  public String usualDataDirectory(Cluster cluster) {
    return "/var/lib/pgsql/" + cluster.postgres().version() + "/data";
  }
}
