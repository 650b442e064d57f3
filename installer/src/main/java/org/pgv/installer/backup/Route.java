package org.pgv.installer.backup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.component.pgbackrest.Catalog;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.component.pgbackrest.Timeline;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/**
 * The way to a point: along the newest timeline, or a branch that the cluster has left since.
 *
 * @param branch empty for the newest
 */
public record Route(Target target, Optional<Branch> branch) {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int NO_SUCH_FILE = 4;

  /**
   * A timeline and the backup that recovery along it begins with: pgBackRest would take the newest
   * one, which may be of another branch.
   */
  public record Branch(int timeline, String backup) {}

  /** Where a wish leads; refuses a timeline that no backup leads to. */
  static Route find(
      Target target, Optional<Integer> timeline, Stanza stanza, Host member, Catalog catalog) {
    return new Route(
        target, timeline.map(number -> branch(target, number, stanza, member, catalog)));
  }

  private static Branch branch(
      Target target, int number, Stanza stanza, Host member, Catalog catalog) {
    if (target instanceof Target.Backup) {
      throw refusal("a backup is on one timeline anyway", "say --to latest, a time or a mark");
    }
    return read(number, stanza, member)
        .backupFor(target, catalog)
        .map(entry -> new Branch(number, entry.label()))
        .orElseThrow(
            () ->
                refusal(
                    "no backup leads to " + target.words() + " on timeline " + number,
                    "'pgv-install backup list' shows the timeline of each backup"));
  }

  private static Timeline read(int number, Stanza stanza, Host member) {
    if (number == 1) {
      return new Timeline(1, List.of());
    }
    Exit exit = member.run(Command.script(script(number, stanza), LIMIT));
    if (exit instanceof Exit.Code(int code, String output, String _)) {
      if (code == 0) {
        return Timeline.parse(number, output);
      }
      if (code == NO_SUCH_FILE) {
        throw refusal(
            "the archive has no timeline " + number,
            "'pgv-install backup list' shows the timelines that backups are on");
      }
    }
    throw new Refusal(
        ExitCode.FAILED,
        new Problem(member.name() + ", cluster " + stanza.name(), exit.story(), ""));
  }

  /** pgBackRest says 1 where a file is not in the archive. */
  private static String script(int number, Stanza stanza) {
    return """
    file=$(mktemp /run/pgv/history.XXXXXX) && chown %1$s "$file" || exit 1
    trap 'rm -f "$file"' EXIT
    runuser --user %1$s -- %2$s --stanza=%3$s --no-archive-async archive-get %4$s "$file"
    case $? in
      0) cat "$file" ;;
      1) exit %5$d ;;
      *) exit 2 ;;
    esac
    """
        .formatted(
            stanza.user(), Stanza.PROGRAM, stanza.name(), Timeline.file(number), NO_SUCH_FILE);
  }

  private static Refusal refusal(String what, String hint) {
    return new Refusal(ExitCode.USAGE, new Problem("--timeline", what, hint));
  }

  /** What pgBackRest is told. */
  List<String> options() {
    List<String> options = new ArrayList<>(target.options());
    branch.ifPresent(
        found -> {
          options.add("--target-timeline=" + found.timeline());
          options.add("--set=" + found.backup());
        });
    return options;
  }

  /** As a person says it. */
  public String words() {
    return target.words() + branch.map(found -> " on timeline " + found.timeline()).orElse("");
  }
}
