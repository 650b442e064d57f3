package org.pgv.installer.component.pgbouncer;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.access.ConnectionRules;
import org.pgv.installer.component.hardening.Hardening;
import org.pgv.installer.component.postgres.PostgresComponent;
import org.pgv.installer.component.pulse.Pulse;
import org.pgv.installer.component.trust.Identity;
import org.pgv.installer.platform.Platform.Service;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Script;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.template.Template;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.Sha256;

/**
 * The pooler of one PostgreSQL host. It reaches PostgreSQL by a Unix socket: what cannot leave the
 * kernel needs no encryption, and the socket's peer is known without a password, so that none has
 * to be kept for the role that looks up everybody else's.
 */
final class Pooler {
  private static final String SERVICE = "pgbouncer";
  private static final String SOCKETS = "/run/pgbouncer";
  private static final Template CONFIG = new Template(Pooler.class, "pgbouncer.ini.ftl");
  private static final Template UNIT = new Template(Pooler.class, "pgbouncer.service.conf.ftl");

  /** Beside the connections: listening sockets, logs, libraries. */
  private static final int OTHER_FILES = 200;

  private final Topology topology;
  private final Cluster cluster;
  private final SiteHost host;
  private final Service service;
  private final PoolSizes pools;
  private final int port;

  Pooler(Topology topology, Cluster cluster, SiteHost host) {
    this.topology = topology;
    this.cluster = cluster;
    this.host = host;
    this.service = topology.platform().pooler();
    this.pools =
        PoolSizes.of(
            cluster.postgres().profile(),
            topology.facts(host.name()).machine().capacity().cpus(),
            PostgresComponent.maxConnections(topology, cluster));
    this.port = topology.site().settings().ports().pooler();
  }

  List<Resource> resources() {
    String user = service.user();
    Ownership readable = new Ownership("root", user, "0640");
    Identity server = Identity.serverBehindRouters(topology, host, SERVICE, user);
    Content access = Content.of(String.join("\n", access()) + "\n");
    Content config = Content.of(CONFIG.render(config(server)));
    Content dropIn =
        Content.of(
            UNIT.render(
                new PoolerServiceConfig(
                    user, pools.clients() + 2 * pools.database() + OTHER_FILES)));

    Hardening hardening = Hardening.of(service.unit());

    List<Resource> resources = new ArrayList<>();
    resources.add(account());
    resources.addAll(Identity.resources(List.of(server)));
    resources.add(new Directory(service.folder(), Ownership.ROOT_OPEN));
    resources.add(new ManagedFile(accessFile(), readable, access));
    resources.add(new ManagedFile(service.configuration(), readable, config));
    resources.add(new ManagedFile(service.dropIn(), Ownership.ROOT, dropIn));
    resources.add(hardening.file());
    resources.add(
        new Unit(
            service.unit(),
            Unit.State.RUNNING,
            List.of(
                dropIn.digest(),
                hardening.digest(),
                Sha256.of(host.address().text() + ":" + port),
                topology.bundle().versionOf("pooler")),
            List.of(config.digest(), access.digest(), server.digest())));
    resources.addAll(Pulse.of(service.unit(), answers(), outdated(), Pooler::pulse));
    return resources;
  }

  /** One connection for all questions, or else each would be two lines in the log. */
  private String answers() {
    return """
    [ "${console_PID:-}" ] || coproc console {
      exec runuser --user %1$s -- %2$s/psql --no-psqlrc -Atq --host %3$s --port %4$d \\
        --username pgbouncer --dbname pgbouncer 2>/dev/null
    }
    echo 'SHOW VERSION;' 2>/dev/null >&"${console[1]}" || return 0
    read -r -t 2 _ <&"${console[0]}"
    [ $? -le 128 ]
    """
        .formatted(
            service.user(),
            topology.platform().postgres(cluster.postgres().version()).binaries(),
            SOCKETS,
            port);
  }

  private static Hardening pulse(Hardening hardening) {
    return hardening
        .keeps("asks as the pooler's account", "SETGID", "SETUID")
        .keeps("looks into the folder of the server's data", "DAC_READ_SEARCH");
  }

  /**
   * Clients of a primary that has become a standby do not belong here. A router closes what leads
   * to it, but not a process of HAProxy that an older configuration's clients keep alive: that one
   * no longer looks who leads. PostgreSQL was stopped meanwhile, so nothing is at work here.
   */
  private String outdated() {
    return """
    if [ ! -e %1$s/standby.signal ]; then
      [ ! -e %1$s/postmaster.pid ] || led=yes
      return 1
    fi
    [ "${led:-}" ] || return 1
    led=
    """
        .formatted(topology.platform().dataDirectory(cluster));
  }

  /** Debian's package lets it run as PostgreSQL's own user, who may do anything there. */
  private Script account() {
    return new Script(
        "pooler-account",
        "give PgBouncer an account of its own",
        """
        getent passwd %1$s >/dev/null ||
          exec useradd --system --user-group --no-create-home --home-dir /nonexistent \\
            --shell /usr/sbin/nologin %1$s
        """
            .formatted(service.user()));
  }

  private List<String> access() {
    List<String> lines =
        new ArrayList<>(List.of("# generated by pgv; changes will be overwritten"));
    String superuser = topology.platform().patroni().user();
    lines.addAll(new ConnectionRules(topology.site(), cluster, superuser).ofPooler());
    return lines;
  }

  private PoolerConfig config(Identity server) {
    return new PoolerConfig(
        new PoolerConfig.Listen(
            host.address().text(), port, SOCKETS, topology.bundle().isAtLeast("pooler", 1, 20)),
        new PoolerConfig.Server(
            topology.platform().postgres(cluster.postgres().version()).sockets(),
            topology.site().settings().ports().postgres()),
        pools,
        accessFile(),
        new PoolerConfig.Files(server.certificate(), server.key()));
  }

  private String accessFile() {
    return service.folder() + "/pgv_hba.conf";
  }
}
