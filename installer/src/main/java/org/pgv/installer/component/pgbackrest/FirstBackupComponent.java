package org.pgv.installer.component.pgbackrest;

import java.util.List;
import org.pgv.installer.resource.Script;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;

/** The end of what {@link BackupsComponent} began: an installation without a backup is not done. */
public final class FirstBackupComponent implements Component {

  @Override
  public String name() {
    return "first-backup";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    return Stanza.all(topology).stream().map(FirstBackupComponent::stage).toList();
  }

  private static Stage stage(Stanza stanza) {
    return new Stage(
        "first-backup-" + stanza.name(),
        "wait for the first backup of " + stanza.name(),
        List.of(new HostResources(stanza.keeper().name(), List.of(wait(stanza)))),
        Stage.Rollout.PARALLEL,
        List.of());
  }

  /** One of a large cluster may go on longer than anybody waits here. */
  private static Script wait(Stanza stanza) {
    return new Script(
        "backup-awaited-" + stanza.name(),
        "wait until " + stanza.name() + " has a backup",
        BackupsComponent.at(stanza)
            + start(stanza)
            + """
            tries=0
            while [ $tries -lt 2400 ] && systemctl -q is-active $unit; do
              sleep 0.5
              tries=$((tries + 1))
            done
            if [ $tries = 2400 ]; then
              echo 'it goes on in the background'
            elif ! has_backup; then
              journalctl --no-pager --output=cat --lines=12 --unit=$unit
              exit 1
            fi
            """);
  }

  /**
   * Starts the first backup in the background, unless there is one, and has it read through and the
   * repository measured once it is there. It is copied from the primary, which has nothing else to
   * do yet: a standby that has just joined may take a minute to be ready.
   */
  static String start(Stanza stanza) {
    return """
    unit=%8$s
    has_backup() { %2$s | %5$s; }
    if has_backup; then exit 0; fi
    systemctl -q is-active $unit ||
      systemd-run --quiet --collect --unit=$unit --uid=%3$s --property=UMask=0027 \\
        '--property=OnSuccess=%6$s.service %7$s.service' \\
        %4$s --stanza=%1$s --type=full --no-backup-standby --log-level-console=info backup ||
      exit 1
    """
        .formatted(
            stanza.name(),
            stanza.command("--output=json info"),
            stanza.user(),
            Stanza.PROGRAM,
            stanza.goesOn() ? oneMore(stanza) : "grep -q '\"label\"'",
            BackupsComponent.verifyUnit(stanza),
            BackupsComponent.lookUnit(stanza),
            unit(stanza));
  }

  /** The unit it is taken in, without its suffix. */
  static String unit(Stanza stanza) {
    return "pgv-backup-" + stanza.name() + "-first";
  }

  /** Where there were backups before the cluster, its own is one that was not there then. */
  private static String oneMore(Stanza stanza) {
    return "grep -o '\"label\":\"[^\"]*\"' | grep -qvxFf " + InheritanceComponent.inherited(stanza);
  }
}
