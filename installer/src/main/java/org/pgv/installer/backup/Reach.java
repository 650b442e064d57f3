package org.pgv.installer.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pgv.installer.answer.Samples;
import org.pgv.installer.component.pgbackrest.Catalog;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.component.pgbackrest.WatchScript;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.session.Fleet;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** Which points a cluster can be brought back to from its repository. */
public record Reach(Catalog catalog, List<ArchiveGap> gaps) {
  private static final Duration SOON = Duration.ofSeconds(20);

  /**
   * Times that can all be restored.
   *
   * @param to empty where it goes on
   */
  public record Window(Instant from, Optional<Instant> to) {
    @Override
    public String toString() {
      return "from " + from + to.map(end -> " to " + end).orElse(" on");
    }
  }

  /** What the hosts of a cluster that answer for its repository know. */
  public static Reach of(Stanza stanza, Fleet fleet) {
    Catalog catalog = Keeper.of(stanza, fleet).catalog();
    Command ask = Command.script("cat %s\n".formatted(WatchScript.metrics(stanza)), SOON);
    List<Samples> measured =
        stanza.keepers().stream()
            .flatMap(keeper -> Optional.ofNullable(fleet.hosts().get(keeper.name())).stream())
            .map(host -> measured(host.run(ask)))
            .toList();
    return new Reach(catalog, ArchiveGap.all(ArchiveGap.newest(measured)));
  }

  /** A host that has not looked has measured nothing. */
  private static Samples measured(Exit exit) {
    return exit instanceof Exit.Code(int number, String output, String _) && number == 0
        ? Samples.parse(output)
        : Samples.NONE;
  }

  public Reach {
    gaps = gaps.stream().map(gap -> closed(gap, catalog)).toList();
  }

  /** A backup may have ended since somebody looked for gaps. */
  private static ArchiveGap closed(ArchiveGap gap, Catalog catalog) {
    if (gap.until().isPresent()) {
      return gap;
    }
    Optional<Instant> until =
        catalog.backups().stream()
            .filter(backup -> backup.begin().isAfter(gap.since()))
            .map(Catalog.Entry::end)
            .min(Instant::compareTo);
    return new ArchiveGap(
        gap.firstSegment(), gap.lastSegment(), gap.segments(), gap.since(), until);
  }

  /** The oldest first; none where there is no backup. */
  public List<Window> windows() {
    List<Window> windows = new ArrayList<>();
    Optional<Instant> from = catalog.oldest();
    for (ArchiveGap gap : gaps) {
      if (from.isEmpty()) {
        break;
      }
      if (!gap.since().isBefore(from.get())) {
        windows.add(new Window(from.get(), Optional.of(gap.since())));
      }
      Instant start = from.get();
      from = gap.until().map(until -> until.isAfter(start) ? until : start);
    }
    from.ifPresent(start -> windows.add(new Window(start, Optional.empty())));
    return List.copyOf(windows);
  }

  /** Refuses a point that cannot be reached. */
  public void require(Target target, Instant now) {
    refusal(target, now)
        .ifPresent(
            why -> {
              throw new Refusal(ExitCode.USAGE, new Problem("--to", why, hint()));
            });
  }

  /** Refuses to stop short of what was written behind a gap that no backup has ended yet. */
  public void requireAll() {
    gaps.stream()
        .filter(gap -> gap.until().isEmpty())
        .findFirst()
        .ifPresent(
            gap -> {
              throw new Refusal(
                  ExitCode.USAGE,
                  new Problem(
                      "--to",
                      "latest is %s: %d segments of WAL after that never came"
                          .formatted(gap.since(), gap.segments()),
                      "a full backup follows by itself within ten minutes; to go back to that moment now, say --lose-unarchived"));
            });
  }

  /** Why a point cannot be reached; empty where it may be. */
  Optional<String> refusal(Target target, Instant now) {
    return catalog.refusal(target, now).or(() -> refusalOfGap(target));
  }

  private Optional<String> refusalOfGap(Target target) {
    return target instanceof Target.Moment(Instant at)
        ? gapAt(at).map(_ -> at + " is in a gap of the archive")
        : Optional.empty();
  }

  private Optional<ArchiveGap> gapAt(Instant at) {
    return gaps.stream()
        .filter(gap -> at.isAfter(gap.since()))
        .filter(gap -> gap.until().map(at::isBefore).orElse(true))
        .findFirst();
  }

  private String hint() {
    List<Window> windows = windows();
    return windows.isEmpty()
        ? "'pgv-install backup full' takes the first one"
        : windows.stream()
            .map(Window::toString)
            .collect(Collectors.joining(", ", "it can be restored ", ""));
  }
}
