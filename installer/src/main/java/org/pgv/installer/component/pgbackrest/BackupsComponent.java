package org.pgv.installer.component.pgbackrest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Script;
import org.pgv.installer.resource.Unit;
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
  private static final Template TIMER = new Template(BackupsComponent.class, "backup.timer.ftl");
  private static final String SYSTEMD = "/etc/systemd/system/";

  /** What the unit that takes backups is laid out from. */
  public record Service(String cluster, String user, String program, List<String> conditions) {}

  /** What a timer is laid out from. */
  public record Timer(String what, String calendar, String unit) {}

  @Override
  public String name() {
    return "backups";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    return Stanza.all(topology).stream().map(BackupsComponent::stage).toList();
  }

  private static Stage stage(Stanza stanza) {
    return new Stage(
        "backup-" + stanza.name(),
        "keep the WAL of " + stanza.name() + " and take its first backup",
        stanza.keepers().stream()
            .map(keeper -> new HostResources(keeper.name(), resources(stanza, keeper)))
            .toList(),
        Stage.Rollout.PARALLEL,
        List.of(
            new Gate(
                "the WAL of " + stanza.name() + " arrives in its repository",
                stanza.keeper().name(),
                "exec " + stanza.command("check") + "\n",
                Duration.ofMinutes(2))));
  }

  private static List<Resource> resources(Stanza stanza, SiteHost keeper) {
    List<Resource> resources = new ArrayList<>();
    Content service =
        Content.of(
            SERVICE.render(
                new Service(stanza.name(), stanza.user(), Stanza.PROGRAM, conditions(stanza))));
    resources.add(
        new ManagedFile(
            SYSTEMD + "pgv-backup-" + stanza.name() + "@.service", Ownership.ROOT, service));
    if (keeper.equals(stanza.keeper())) {
      resources.add(
          new Script(
              "backup-stanza-" + stanza.name(),
              "make a place for " + stanza.name() + " in its repository",
              "exec " + stanza.command("stanza-create") + "\n"));
      resources.add(first(stanza));
    }
    timer(resources, stanza, "full", stanza.backup().schedule().full());
    timer(resources, stanza, "incr", stanza.backup().schedule().incremental());
    return resources;
  }

  /** Where several hosts could take a backup, the one that leads does: never two at once. */
  private static List<String> conditions(Stanza stanza) {
    int port = stanza.topology().site().settings().ports().postgres();
    String leads =
        "/bin/sh -c '[ \"$$(psql --no-psqlrc -Atqc \"SELECT pg_is_in_recovery()\" -p %d postgres)\" = f ]'";
    return stanza.keepers().size() > 1 ? List.of(leads.formatted(port)) : List.of();
  }

  /** In the background: what is left of the installation goes on meanwhile. */
  private static Script first(Stanza stanza) {
    return new Script(
        "backup-first-" + stanza.name(),
        "start the first backup of " + stanza.name(),
        FirstBackupComponent.start(stanza));
  }

  private static void timer(List<Resource> resources, Stanza stanza, String type, String calendar) {
    String name = "pgv-backup-" + stanza.name() + "-" + type + ".timer";
    Content timer =
        Content.of(
            TIMER.render(
                new Timer(type + " backup of " + stanza.name(), calendar, stanza.unit(type))));
    resources.add(new ManagedFile(SYSTEMD + name, Ownership.ROOT, timer));
    resources.add(Unit.running(name, List.of(timer.digest())));
  }
}
