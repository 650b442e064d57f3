package org.pgv.installer.component.pgbackrest;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.component.hardening.Hardening;
import org.pgv.installer.component.pgbackrest.PgBackRestConfig.Section;
import org.pgv.installer.component.trust.Identity;
import org.pgv.installer.component.trust.TrustComponent;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Script;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.template.Template;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.Sha256;

/** pgBackRest on one host: its configuration, its certificates, and the server others ask. */
final class BackupHost {
  /** Where our own programs for backups are, on every host with a part in them. */
  static final String PROGRAMS = "/usr/local/lib/pgv";

  private static final String CONFIGURATION = "/etc/pgbackrest/pgbackrest.conf";
  static final String LOGS = "/var/log/pgbackrest";
  static final String SPOOL = "/var/spool/pgbackrest";
  private static final String UNIT = "pgbackrest.service";
  private static final Template CONFIG = new Template(BackupHost.class, "pgbackrest.conf.ftl");
  private static final Template SERVER = new Template(BackupHost.class, "pgbackrest.service.ftl");

  /** What our unit is laid out from. */
  public record Server(String user, String program) {}

  private final Topology topology;
  private final SiteHost host;
  private final List<Stanza> stanzas;
  private final String user;

  /** A host with the stanzas it has a part in. */
  BackupHost(SiteHost host, List<Stanza> stanzas) {
    this.topology = stanzas.getFirst().topology();
    this.host = host;
    this.stanzas = List.copyOf(stanzas);
    this.user = stanzas.getFirst().user();
  }

  List<Resource> resources() {
    List<Identity> identities = isAsked() ? identities() : List.of();
    Content config = Content.secret(CONFIG.render(config()));
    List<Resource> resources = new ArrayList<>();
    resources.add(account());
    resources.addAll(Identity.resources(identities));
    Ownership own = new Ownership(user, user, "0750");
    resources.add(new Directory(LOGS, own));
    resources.add(new Directory(SPOOL, own));
    kept().forEach(folder -> resources.add(new Directory(folder, own, true)));
    backups().forEach(folder -> resources.add(new Directory(folder, own, true)));
    resources.add(new Directory("/etc/pgbackrest", Ownership.ROOT_OPEN));
    resources.add(new ManagedFile(CONFIGURATION, new Ownership("root", user, "0640"), config));
    resources.add(new Directory(PROGRAMS, Ownership.ROOT_OPEN));
    if (topology.site().clusterOf(host.name()).isPresent()) {
      resources.add(
          new ManagedFile(
              ArchiveGet.PATH,
              Ownership.ROOT_OPEN,
              Content.of(ArchiveGet.text(Stanza.PROGRAM, SPOOL))));
    }
    resources.addAll(isAsked() ? server(config, identities) : List.of(Unit.masked(UNIT)));
    return resources;
  }

  /** On EL, packages make no account where there is no PostgreSQL. */
  private Script account() {
    return new Script(
        "backup-account",
        "make the account that backups belong to",
        "id %1$s >/dev/null 2>&1 || useradd --system --user-group --home-dir /var/lib/pgsql %1$s\n"
            .formatted(user));
  }

  /** Our own unit in the place of the packaged one, which takes three seconds to start. */
  private List<Resource> server(Content config, List<Identity> identities) {
    Content unit = Content.of(SERVER.render(new Server(user, Stanza.PROGRAM)));
    List<Sha256> reload = new ArrayList<>(List.of(config.digest()));
    identities.forEach(identity -> reload.add(identity.digest()));
    Hardening hardening =
        hardening(UNIT, kept())
            .spares("members push WAL, and read; backups are taken by another unit", backups());
    return List.of(
        new ManagedFile("/etc/systemd/system/" + UNIT, Ownership.ROOT, unit),
        hardening.file(),
        new Unit(
            UNIT,
            Unit.State.RUNNING,
            List.of(unit.digest(), hardening.digest(), topology.bundle().versionOf("backup")),
            reload));
  }

  /**
   * Of a unit that runs pgBackRest.
   *
   * @param kept the folders of repositories on the host
   */
  static Hardening hardening(String unit, List<String> kept) {
    List<String> folders = new ArrayList<>(List.of(LOGS, SPOOL));
    folders.addAll(kept);
    return Hardening.of(unit).but("UMask", "0027", "a group may read a repository").writes(folders);
  }

  private boolean isAsked() {
    return PgBackRestComponent.isAsked(topology.site(), host);
  }

  private boolean keeps(Stanza stanza) {
    return stanza.keepers().contains(host);
  }

  private List<String> kept() {
    return stanzas.stream()
        .filter(this::keeps)
        .flatMap(stanza -> stanza.folder().stream())
        .distinct()
        .toList();
  }

  private List<String> backups() {
    return stanzas.stream()
        .filter(this::keeps)
        .flatMap(stanza -> stanza.backupFolder().stream())
        .distinct()
        .toList();
  }

  private List<Identity> identities() {
    List<Identity> identities = new ArrayList<>();
    identities.add(Identity.server(topology, host, Stanza.SERVICE, user));
    stanzas.forEach(stanza -> identities.add(stanza.clientOf(host)));
    return identities;
  }

  private PgBackRestConfig config() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("global", global()));
    int cpus = topology.facts(host.name()).machine().capacity().cpus();
    sections.add(processes("restore", cpus));
    sections.add(push(cpus));
    sections.add(processes("archive-get", Math.clamp(cpus / 4, 1, 2)));
    for (Stanza stanza : stanzas) {
      sections.add(new Section(stanza.name(), StanzaSettings.of(stanza, host)));
      if (keeps(stanza)) {
        sections.add(processes(stanza.name() + ":backup", backupProcesses(stanza)));
      }
    }
    return new PgBackRestConfig(sections);
  }

  /** Half the processors of a member, which go on serving clients. */
  private int backupProcesses(Stanza stanza) {
    int least =
        stanza.members().stream()
            .mapToInt(member -> topology.facts(member.name()).machine().capacity().cpus())
            .min()
            .orElse(1);
    return Math.clamp(least / 2, 1, 8);
  }

  /**
   * An attempt to archive goes on for eighteen times as long as it waits for a word, and only the
   * next one looks whether more WAL waits than may.
   */
  private static Section push(int cpus) {
    return new Section(
        "global:archive-push",
        List.of(
            Setting.of("process-max", Math.clamp(cpus / 2, 1, 4)), Setting.of("io-timeout", 15)));
  }

  private static Section processes(String command, int number) {
    String name = command.contains(":") ? command : "global:" + command;
    return new Section(name, List.of(Setting.of("process-max", number)));
  }

  private List<Setting> global() {
    List<Setting> settings = new ArrayList<>();
    settings.add(Setting.of("log-path", LOGS));
    settings.add(Setting.of("log-level-console", "warn"));
    settings.add(Setting.of("log-level-stderr", "off"));
    settings.add(Setting.of("log-level-file", "detail"));
    settings.add(Setting.of("spool-path", SPOOL));
    settings.add(Setting.of("lock-path", SPOOL + "/lock"));
    // A host that loses its power closes no connection: what it had begun on others would hold
    // their locks for two hours, which is the kernel's default, and nobody could take a backup.
    settings.add(Setting.of("tcp-keep-alive-idle", 10));
    settings.add(Setting.of("tcp-keep-alive-interval", 5));
    settings.add(Setting.of("tcp-keep-alive-count", 3));
    // Whoever pushes compresses, and a primary that hands over waits for its last segment: three
    // times as long with gzip, which is the default.
    settings.add(Setting.of("compress-type", "zst"));
    settings.add(Setting.of("archive-async", "y"));
    settings.add(Setting.of("archive-get-queue-max", "128MiB"));
    if (isAsked()) {
      settings.addAll(served());
    }
    return settings;
  }

  private List<Setting> served() {
    Identity server = Identity.server(topology, host, Stanza.SERVICE, user);
    List<Setting> settings = new ArrayList<>();
    settings.add(Setting.of("tls-server-address", host.address()));
    settings.add(Setting.of("tls-server-port", topology.site().settings().ports().backup()));
    settings.add(Setting.of("tls-server-ca-file", TrustComponent.ROOT));
    settings.add(Setting.of("tls-server-cert-file", server.certificate()));
    settings.add(Setting.of("tls-server-key-file", server.key()));
    for (Stanza stanza : stanzas) {
      settings.add(Setting.of("tls-server-auth", stanza.role() + "=" + stanza.name()));
    }
    return settings;
  }
}
