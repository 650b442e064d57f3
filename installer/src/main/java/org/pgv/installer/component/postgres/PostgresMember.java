package org.pgv.installer.component.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pgv.installer.access.ConnectionRules;
import org.pgv.installer.component.etcd.EtcdComponent;
import org.pgv.installer.component.hardening.Hardening;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.postgres.PatroniConfig.Setting;
import org.pgv.installer.component.trust.Identity;
import org.pgv.installer.host.Shell;
import org.pgv.installer.platform.Platform.PostgresLayout;
import org.pgv.installer.platform.Platform.Service;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Script;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.secret.Credentials.Authorities;
import org.pgv.installer.template.Template;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.Sha256;

/** One member of a cluster: its certificates, Patroni's configuration and unit. */
final class PostgresMember {
  private static final String POSTGRES = "postgres";
  private static final String PATRONI = "patroni";

  /** Whom PostgreSQL believes who a client is: components of the site, and applications. */
  private static final String CLIENT_AUTHORITIES = "/etc/pgv/pki/postgres/clients.crt";

  private static final Template CONFIG = new Template(PostgresMember.class, "patroni.yml.ftl");
  private static final Template UNIT =
      new Template(PostgresMember.class, "patroni.service.conf.ftl");

  private final Topology topology;
  private final Cluster cluster;
  private final SiteHost host;
  private final PostgresLayout layout;
  private final Service service;

  PostgresMember(Topology topology, Cluster cluster, SiteHost host) {
    this.topology = topology;
    this.cluster = cluster;
    this.host = host;
    this.layout = topology.platform().postgres(cluster.postgres().version());
    this.service = topology.platform().patroni();
  }

  List<Resource> resources() {
    List<Identity> identities = identities();
    String user = service.user();
    Content config = Content.secret(CONFIG.render(config()));
    Content dropIn =
        Content.of(
            UNIT.render(new PatroniServiceConfig(watchdog(), user, LdapTrust.CONFIGURATION)));
    List<Sha256> reload = new ArrayList<>(List.of(config.digest()));
    identities.forEach(identity -> reload.add(identity.digest()));
    Authorities authorities = topology.credentials().authorities();
    Content clients = Content.of(authorities.root() + authorities.applications());
    reload.add(clients.digest());

    List<Resource> resources = new ArrayList<>(Identity.resources(identities));
    resources.add(new ManagedFile(CLIENT_AUTHORITIES, Ownership.ROOT, clients));
    layout
        .folders()
        .forEach(folder -> resources.add(new Directory(folder, new Ownership(user, user, "0755"))));
    // What is logged may be anybody's data: statements, and what was wrong with them.
    resources.add(new Directory(layout.logs(), new Ownership(user, user, "0700")));
    resources.add(
        new Directory(
            topology.platform().dataDirectory(cluster), new Ownership(user, user, "0700"), true));
    resources.add(new Directory(service.folder(), Ownership.ROOT_OPEN));
    resources.add(
        new ManagedFile(service.configuration(), new Ownership("root", user, "0640"), config));
    resources.add(new ManagedFile(service.dropIn(), Ownership.ROOT, dropIn));
    Hardening hardening = hardening();
    resources.add(hardening.file());
    resources.addAll(LdapTrust.resources(topology, cluster));
    resources.add(checkParameters());
    resources.add(check(config));
    if (host.name().equals(cluster.members().getFirst())) {
      Stanza.of(topology, cluster)
          .flatMap(
              stanza -> stanza.inheritance().map(from -> new InheritedData(stanza, host, from)))
          .ifPresent(data -> resources.add(data.resource()));
    }
    resources.add(
        new Unit(
            service.unit(),
            Unit.State.RUNNING,
            List.of(dropIn.digest(), hardening.digest(), topology.bundle().versionOf(POSTGRES)),
            reload));
    return resources;
  }

  /**
   * What only the server of this very host can judge, such as names of time zones: with a wrong
   * value it would not start again.
   */
  private Script checkParameters() {
    ServerSettings settings = Sizing.of(topology, cluster, host);
    SortedMap<String, String> all = new TreeMap<>(settings.shared());
    all.putAll(settings.local());
    String options =
        all.entrySet().stream()
            .map(entry -> "-c " + Shell.quote(entry.getKey() + "=" + entry.getValue()))
            .collect(Collectors.joining(" "));
    return new Script(
        "postgres-check",
        "let PostgreSQL judge its parameters",
        """
        folder=$(mktemp -d /run/pgv/check.XXXXXX) || exit 1
        : >"$folder/postgresql.conf"
        chown -R %s "$folder"
        said=$(runuser --user %s -- %s/postgres -D "$folder" -C max_connections %s 2>&1)
        code=$?
        rm -r "$folder"
        [ $code = 0 ] || { echo "$said"; exit 1; }
        """
            .formatted(service.user(), service.user(), layout.binaries(), options));
  }

  /** Patroni 4.0 runs with "quorum", but its own judge knows only true and false there. */
  private Script check(Content config) {
    return new Script(
        "patroni-check",
        "let Patroni judge its configuration",
        """
        # of %s
        said=$(runuser --user %s -- patroni --validate-config --ignore-listen-port %s 2>&1) && exit 0
        said=$(echo "$said" | grep -vxF 'bootstrap.dcs.synchronous_mode quorum is not a boolean')
        [ -z "$said" ] || { echo "$said"; exit 1; }
        """
            .formatted(config.digest(), service.user(), service.configuration()));
  }

  private List<Identity> identities() {
    String user = service.user();
    return List.of(
        Identity.serverBehindRouters(topology, host, POSTGRES, user),
        Identity.client(topology, host, POSTGRES, user, "replicator"),
        Identity.client(topology, host, POSTGRES, user, "rewind"),
        Identity.server(topology, host, PATRONI, user),
        Identity.client(topology, host, PATRONI, user, "patronictl"),
        Identity.clientOfHost(topology, host, PATRONI, user, "etcd", Optional.empty()));
  }

  private Hardening hardening() {
    Hardening hardening =
        Hardening.ofPostgres(service.unit())
            .writes(topology.platform().dataDirectory(cluster))
            .spares("pushes WAL, and reads; backups are taken by another unit", backups());
    return watchdog().equals("off")
        ? hardening
        : hardening
            .but("PrivateDevices", "false", "keeps the watchdog of the host from resetting it")
            .and("DevicePolicy", "closed")
            .and("DeviceAllow", "/dev/watchdog rw");
  }

  /** The folder with a site's backups, where it is on this host. */
  private List<String> backups() {
    return Stanza.all(topology).stream()
        .filter(stanza -> stanza.keepers().contains(host))
        .flatMap(stanza -> stanza.backupFolder().stream())
        .distinct()
        .toList();
  }

  private PatroniConfig config() {
    int rest = topology.site().settings().ports().patroni();
    List<String> callers =
        topology.site().membersOf(cluster).stream().map(each -> each.address() + "/32").toList();
    String password = topology.credentials().password("patroni/" + cluster.name()).reveal();
    return new PatroniConfig(
        new PatroniConfig.Member(
            cluster.name(),
            host.name().text(),
            host.address().text(),
            new PatroniConfig.Rest(rest, callers, password)),
        etcd(),
        server(),
        Sizing.initial(topology, cluster).lines().toList(),
        new ConnectionRules(topology.site(), cluster, service.user())
            .ofServer().stream().map(PostgresMember::yaml).toList(),
        Stanza.of(topology, cluster).map(Stanza::patroniLines).orElse(List.of()));
  }

  /** Only the options of a method hold what YAML could take for something else. */
  private static String yaml(String line) {
    return line.contains("\"") ? "'" + line.replace("'", "''") + "'" : line;
  }

  private PatroniConfig.Etcd etcd() {
    int port = topology.site().settings().ports().etcdClient();
    return new PatroniConfig.Etcd(
        topology.etcdMembers().stream().map(each -> each.address() + ":" + port).toList(),
        EtcdComponent.account(cluster),
        topology.credentials().password(EtcdComponent.passwordName(cluster)).reveal());
  }

  private PatroniConfig.Server server() {
    List<Setting> parameters =
        Sizing.of(topology, cluster, host).local().entrySet().stream()
            .map(entry -> Setting.of(entry.getKey(), entry.getValue()))
            .toList();
    return new PatroniConfig.Server(
        topology.site().settings().ports().postgres(),
        new PatroniConfig.Folders(
            topology.platform().dataDirectory(cluster),
            layout.binaries(),
            layout.logs(),
            layout.sockets()),
        CLIENT_AUTHORITIES,
        service.user(),
        topology.platform().pooler().user(),
        watchdog(),
        parameters);
  }

  /** A container's watchdog would be the machine's. */
  private String watchdog() {
    return topology.isContainer(host.name()) ? "off" : "automatic";
  }
}
