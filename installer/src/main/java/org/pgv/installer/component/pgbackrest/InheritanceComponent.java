package org.pgv.installer.component.pgbackrest;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.resource.Correction;
import org.pgv.installer.resource.Script;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Repository;

/**
 * The repository that a cluster comes from, before there is any data. One that it goes on with must
 * open, and hold a backup that this server can read; one of another cluster of the site must have
 * what that cluster has written until now.
 */
public final class InheritanceComponent implements Component {

  @Override
  public String name() {
    return "inheritance";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    List<Stage> stages = new ArrayList<>();
    for (Stanza stanza : Stanza.all(topology)) {
      if (stanza.goesOn()) {
        stages.add(stage(stanza));
      }
      stanza.source().ifPresent(source -> stages.add(archived(source, stanza)));
    }
    return stages;
  }

  /** No step of the source's own: that one goes on whatever becomes of it. */
  private static Stage archived(Stanza source, Stanza heir) {
    String title = "archive what " + source.name() + " has written";
    Script script =
        new Script(
            "archive-for-" + heir.name(),
            title,
            ServerShell.leaderOnly(source)
                + ServerShell.archiving()
                + "archive_all "
                + ServerShell.servingPort(source)
                + (isLatest(heir) ? "\n" : " || echo 'what is in the archive may do'\n"));
    return new Stage(
        "archive-for-" + heir.name(),
        title,
        source.members().stream()
            .map(
                member ->
                    new HostResources(member.name(), List.of(new Correction(script, List.of()))))
            .toList(),
        Stage.Rollout.PARALLEL,
        List.of());
  }

  /** An older point is in the archive, whatever becomes of the newest WAL. */
  private static boolean isLatest(Stanza heir) {
    return heir.inheritance()
        .filter(origin -> Target.parse(origin.point()) instanceof Target.Latest)
        .isPresent();
  }

  private static Stage stage(Stanza stanza) {
    return new Stage(
        "inherit-" + stanza.name(),
        "look into the repository that " + stanza.name() + " comes back from",
        List.of(new HostResources(stanza.keeper().name(), List.of(look(stanza)))),
        Stage.Rollout.PARALLEL,
        List.of());
  }

  /** What is there already is written down, so that the first backup of ours is told from it. */
  private static Script look(Stanza stanza) {
    return new Script(
        "inherit-" + stanza.name(),
        "see that the repository of " + stanza.name() + " opens and holds a backup",
        owned(stanza.backup().repository(), stanza.user())
            + """
            said=$(%1$s 2>&1) || { echo "$said"; exit 1; }
            case $said in
              *'"code":99,'*)
                echo 'the escrow does not open it: it is that of another repository (give the right one), or this one is damaged'
                echo "$said"
                exit 1 ;;
              *'"label":"'*) ;;
              *)
                echo 'it holds no backup of %2$s: put the copy of it there (%3$s), then run apply again'
                exit 1 ;;
            esac
            case $said in
              *'"version":"%4$d"'*) ;;
              *) echo 'its backups are of another version of PostgreSQL than %4$d'; exit 1 ;;
            esac
            echo "$said" | grep -o '"label":"[^"]*"' >%5$s
            """
                .formatted(
                    stanza.command("--output=json info"),
                    stanza.name(),
                    stanza.place(),
                    stanza.cluster().postgres().version(),
                    inherited(stanza)));
  }

  /** Where the keeper lists the backups that are not ours. */
  static String inherited(Stanza stanza) {
    return BackupHost.SPOOL + "/inherited-" + stanza.name();
  }

  /** A copy that came by tar or from a disk has the owners of another machine. */
  private static String owned(Repository repository, String user) {
    return switch (repository) {
      case Repository.Posix posix -> "chown -R %1$s:%1$s %2$s\n".formatted(user, posix.directory());
      case Repository.Minio _, Repository.S3 _ -> "";
    };
  }
}
