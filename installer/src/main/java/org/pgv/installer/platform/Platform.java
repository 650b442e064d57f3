package org.pgv.installer.platform;

import java.util.List;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Script;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;

/** A family of distributions, as far as an installation has to know it. */
public interface Platform {

  /** The platform of a target. */
  static Platform of(Target target) {
    return switch (target.family()) {
      case DEB -> new Debian();
      case RPM -> new EnterpriseLinux();
    };
  }

  PackageManager packages();

  /** Where the web server may serve the bundle's packages from. */
  String repositoryFolder();

  /**
   * What a service must be allowed on a host where SELinux is on.
   *
   * @param content what the service works with: it is allowed anew when that changes
   */
  List<Script> permissions(Confined service, Sha256 content);

  /** A service that SELinux confines. */
  enum Confined {
    ROUTER,
    WEB_SERVER
  }

  /**
   * What must be there before packages are, so that none sets up a service of its own by being
   * installed.
   */
  List<Resource> beforePackages();

  /** Units that packages bring along and enable, although another one does their work. */
  List<String> unwantedUnits();

  Service etcd();

  Service patroni();

  Service pooler();

  Router router();

  /** keepalived. */
  Service addressKeeper();

  Service webServer();

  TimeService time();

  PostgresLayout postgres(int version);

  /** PEM of all authorities that the host's programs trust unless they are told otherwise. */
  String trustedAuthorities();

  /** Where a cluster's data lives on each member: where the site says, or where it usually does. */
  default String dataDirectory(Cluster cluster) {
    return cluster.postgres().dataDirectory().orElseGet(() -> usualDataDirectory(cluster));
  }

  /** Where this family keeps a cluster's data. */
  String usualDataDirectory(Cluster cluster);

  /**
   * A packaged service.
   *
   * @param unit its systemd unit
   * @param configuration its configuration file
   * @param user whom it runs as, and whose keys it reads; the group is called the same
   */
  record Service(String unit, String configuration, String user) {

    /** Where our additions to the packaged unit go. */
    public String dropIn() {
      return "/etc/systemd/system/" + unit + ".d/pgv.conf";
    }

    /** The folder of its configuration. */
    public String folder() {
      return configuration.substring(0, configuration.lastIndexOf('/'));
    }
  }

  /**
   * HAProxy.
   *
   * @param socket where it takes orders from root, in a folder that is there
   */
  record Router(Service service, String socket) {}

  /**
   * The clock's service.
   *
   * @param options the file with its command line
   * @param optionsVariable the variable in that file
   */
  record TimeService(String unit, String configuration, String options, String optionsVariable) {}

  /**
   * Where one major version of PostgreSQL lives.
   *
   * @param serverPackage the package of the server itself
   * @param auditPackage the package of pgaudit for it
   * @param folders what its user must own and no package makes
   * @param logs a folder of its own, that no package sets the mode of
   * @param user whom it runs as; the group is called the same
   */
  record PostgresLayout(
      String serverPackage,
      String auditPackage,
      String binaries,
      List<String> folders,
      String logs,
      String sockets,
      String user) {
    public PostgresLayout {
      folders = List.copyOf(folders);
    }
  }
}
