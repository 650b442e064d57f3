package org.pgv.installer.component.pgbackrest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pgv.installer.component.hardening.Hardening;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Script;
import org.pgv.installer.stage.Gate;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.template.Template;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.SiteHost;

/** The place of each running cluster in its repository, its schedule, and its first backup. */
public final class BackupsComponent implements Component {
  private static final Template SERVICE =
      new Template(BackupsComponent.class, "backup.service.ftl");
  private static final String SYSTEMD = "/etc/systemd/system/";
  private static final String DRILL = "pgv-restore-drill";

  /** What the unit that takes backups is laid out from. */
  public record Service(String cluster, String user, String program, List<String> conditions) {}

  @Override
  public String name() {
    return "backups";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    return Stanza.all(topology).stream()
        .flatMap(stanza -> Stream.of(place(stanza), stage(stanza)))
        .toList();
  }

  private static Stage place(Stanza stanza) {
    Script create =
        new Script(
            "backup-stanza-" + stanza.name(),
            "make a place for " + stanza.name() + " in its repository",
            at(stanza) + "exec " + stanza.command("stanza-create") + "\n");
    return new Stage(
        "stanza-" + stanza.name(),
        "make a place for " + stanza.name() + " in its repository",
        List.of(new HostResources(stanza.keeper().name(), List.of(create))),
        Stage.Rollout.PARALLEL,
        List.of());
  }

  private static Stage stage(Stanza stanza) {
    return new Stage(
        "backup-" + stanza.name(),
        "keep the WAL of " + stanza.name() + " and take its first backup",
        hosts(stanza),
        Stage.Rollout.PARALLEL,
        List.of(
            new Gate(
                "the WAL of " + stanza.name() + " arrives in its repository",
                stanza.keeper().name(),
                "exec " + stanza.command("check") + "\n",
                Duration.ofMinutes(2))));
  }

  /** Those that answer for backups, and the members, which rehearse getting the data back. */
  private static List<HostResources> hosts(Stanza stanza) {
    return Stream.concat(stanza.keepers().stream(), stanza.members().stream())
        .distinct()
        .map(host -> new HostResources(host.name(), resources(stanza, host)))
        .toList();
  }

  private static List<Resource> resources(Stanza stanza, SiteHost host) {
    List<Resource> resources = new ArrayList<>();
    resources.add(new Directory(MetricsFile.FOLDER, Ownership.ROOT_OPEN));
    if (stanza.keepers().contains(host)) {
      // The first backup is read through once it is there.
      watch(resources, stanza);
      backups(resources, stanza, host);
    }
    if (stanza.members().contains(host)) {
      resources.add(
          new ManagedFile(
              stanza.placeIsMade(), Ownership.ROOT, Content.of("WAL may go to its repository\n")));
      drill(resources, stanza, host);
    }
    return resources;
  }

  private static void backups(List<Resource> resources, Stanza stanza, SiteHost keeper) {
    Content service =
        Content.of(
            SERVICE.render(
                new Service(stanza.name(), stanza.user(), Stanza.PROGRAM, conditions(stanza))));
    String name = "pgv-backup-" + stanza.name() + "@.service";
    List<ManagedFile> unit =
        List.of(
            new ManagedFile(SYSTEMD + name, Ownership.ROOT, service),
            BackupHost.hardening(name, stanza.folder().stream().toList()).file());
    resources.addAll(unit);
    if (keeper.equals(stanza.keeper())) {
      String first = FirstBackupComponent.unit(stanza) + ".service";
      resources.add(BackupHost.hardening(first, stanza.folder().stream().toList()).file());
      resources.add(first(stanza));
    }
    resources.addAll(timer(stanza, "full", stanza.backup().schedule().full(), unit));
    resources.addAll(timer(stanza, "incr", stanza.backup().schedule().incremental(), unit));
  }

  /** Where several hosts could take a backup, the one that leads does: never two at once. */
  private static List<String> conditions(Stanza stanza) {
    int port = stanza.topology().site().settings().ports().postgres();
    String leads =
        "/bin/sh -c '[ \"$$(psql --no-psqlrc -Atqc \"SELECT pg_is_in_recovery()\" -p %d postgres)\""
            + " = f ]'";
    return stanza.keepers().size() > 1 ? List.of(leads.formatted(port)) : List.of();
  }

  /** In the background: what is left of the installation goes on meanwhile. */
  private static Script first(Stanza stanza) {
    return new Script(
        "backup-first-" + stanza.name(),
        "start the first backup of " + stanza.name(),
        at(stanza) + FirstBackupComponent.start(stanza));
  }

  /** What was done in one repository is done again in another. */
  static String at(Stanza stanza) {
    return "# at " + stanza.place() + "\n";
  }

  private static List<Resource> timer(
      Stanza stanza, String type, String calendar, List<ManagedFile> unit) {
    return Schedules.timer(
        "pgv-backup-" + stanza.name() + "-" + type,
        new Schedules.Timer(
            type + " backup of " + stanza.name(), calendar, true, stanza.unit(type)),
        unit);
  }

  /** The unit that reads all backups through, without its suffix. */
  static String verifyUnit(Stanza stanza) {
    return "pgv-repository-verify-" + stanza.name();
  }

  /** The unit that measures the repository and finds gaps, without its suffix. */
  static String lookUnit(Stanza stanza) {
    return "pgv-repository-look-" + stanza.name();
  }

  private static void watch(List<Resource> resources, Stanza stanza) {
    String program = WatchScript.path(stanza);
    String look = lookUnit(stanza);
    String verify = verifyUnit(stanza);
    resources.add(
        new ManagedFile(program, Ownership.ROOT_OPEN, Content.of(WatchScript.text(stanza))));
    resources.add(
        new Script(
            "repository-unmeasured-" + stanza.name(),
            "forget what was measured in another repository of " + stanza.name(),
            at(stanza) + WatchScript.forget(stanza)));
    List<ManagedFile> looking =
        Schedules.service(
            look,
            new Schedules.Program(
                "Look through the repository of " + stanza.name(), program + " look"),
            hardening(stanza, look));
    resources.addAll(looking);
    resources.addAll(
        Schedules.timer(
            look,
            new Schedules.Pause(
                "Look through the repository of " + stanza.name(), "10min", look + ".service"),
            looking));
    List<ManagedFile> verifying =
        Schedules.service(
            verify,
            new Schedules.Program("Read all backups of " + stanza.name(), program + " verify"),
            hardening(stanza, verify));
    resources.addAll(verifying);
    resources.addAll(
        Schedules.timer(
            verify,
            new Schedules.Timer(
                "Read all backups of " + stanza.name(),
                stanza.backup().schedule().verify(),
                true,
                verify + ".service"),
            verifying));
  }

  /** Of a program that runs as root and asks pgBackRest as the account of that. */
  private static Hardening hardening(Stanza stanza, String name) {
    List<String> folders =
        new ArrayList<>(List.of("/run", BackupHost.LOGS, BackupHost.SPOOL, "/var/lib/pgv"));
    folders.addAll(stanza.folder().stream().toList());
    return Hardening.of(name + ".service")
        .keeps("asks pgBackRest as " + stanza.user(), "SETGID", "SETUID")
        .keeps("puts the index of the archive back", "CHOWN", "DAC_OVERRIDE", "FOWNER")
        .writes(folders);
  }

  /** Of the one that restores beside the service, in folders of the server's account. */
  private static Hardening ofDrill(Stanza stanza) {
    return Hardening.of(DRILL + ".service")
        .but("ProtectSystem", "full", "tablespaces may be anywhere but in /usr, /boot and /etc")
        .keeps("restores as " + stanza.user(), "SETGID", "SETUID")
        .keeps("makes and removes that account's folders", "CHOWN", "DAC_OVERRIDE", "FOWNER")
        .writes(stanza.parentOfData());
  }

  private static void drill(List<Resource> resources, Stanza stanza, SiteHost member) {
    String what = "Rehearse a restore of " + stanza.name();
    AsideShell.hardening(stanza).forEach(each -> resources.add(each.file()));
    resources.add(
        new ManagedFile(
            DrillScript.PATH, Ownership.ROOT_OPEN, Content.of(DrillScript.text(stanza, member))));
    stanza
        .backup()
        .schedule()
        .drill()
        .ifPresent(
            calendar -> {
              List<ManagedFile> drilling =
                  Schedules.service(
                      DRILL,
                      new Schedules.Program(what, DrillScript.PATH + " scheduled"),
                      ofDrill(stanza));
              resources.addAll(drilling);
              // Never made up for: all members take part at the same time.
              resources.addAll(
                  Schedules.timer(
                      DRILL,
                      new Schedules.Timer(what, calendar, false, DRILL + ".service"),
                      drilling));
            });
  }
}
