package org.pgv.installer.platform;

import java.util.List;
import org.pgv.installer.resource.Resource;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Target;

/** A family of distributions, as far as an installation has to know it. */
public interface Platform {

  /** The platform of a target; refuses those nobody has written down yet. */
  static Platform of(Target target) {
    return switch (target.family()) {
      case DEB -> new Debian();
      case RPM ->
          throw new Refusal(
              ExitCode.PREFLIGHT,
              new Problem(
                  target.toString(),
                  "hosts of this family cannot be installed yet",
                  "use a bundle for debian12 or debian13"));
    };
  }

  PackageManager packages();

  /**
   * What must be there before packages are, so that none sets up a service of its own by being
   * installed.
   */
  List<Resource> beforePackages();

  /** Units that packages bring along and enable, although another one does their work. */
  List<String> unwantedUnits();

  Service etcd();

  Service patroni();

  Service router();

  Service webServer();

  TimeService time();

  PostgresLayout postgres(int version);

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
  }

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
   * @param dataRoot the folder that data directories are made in
   * @param user whom it runs as; the group is called the same
   */
  record PostgresLayout(
      String serverPackage,
      String binaries,
      String dataRoot,
      String logs,
      String sockets,
      String user) {}
}
