package org.pgv.installer.component.pgbackrest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One history of a cluster: a restore or a promotion begins a new one, and leaves the old one as it
 * was.
 *
 * @param ancestors the ends of those that it goes on from, as its file in the archive lists them
 */
public record Timeline(int number, List<WalPosition> ancestors) {
  public Timeline {
    ancestors = List.copyOf(ancestors);
  }

  /** Its file in the archive; the first one has none. */
  public static String file(int number) {
    return "%08X.history".formatted(number);
  }

  /** Reads its file: lines of a timeline, the LSN where it was left, and why. */
  public static Timeline parse(int number, String text) {
    List<WalPosition> ancestors = new ArrayList<>();
    for (String line : text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
      String[] fields = line.strip().split("\\s+", 3);
      ancestors.add(new WalPosition(Integer.parseInt(fields[0]), WalPosition.bytes(fields[1])));
    }
    return new Timeline(number, ancestors);
  }

  /** The newest backup from which recovery comes to a point of this timeline. */
  public Optional<Catalog.Entry> backupFor(Target target, Catalog catalog) {
    return catalog.backups().stream()
        .filter(entry -> leadsHere(entry.stop()))
        .filter(entry -> isBefore(entry, target))
        .reduce((_, newer) -> newer);
  }

  private boolean leadsHere(WalPosition stop) {
    return stop.timeline() == number
        || ancestors.stream()
            .anyMatch(end -> end.timeline() == stop.timeline() && stop.bytes() <= end.bytes());
  }

  private static boolean isBefore(Catalog.Entry entry, Target target) {
    return switch (target) {
      case Target.Moment(var at) -> !entry.end().isAfter(at);
      case Target.Mark(var kind, String text) when kind == Target.Kind.LSN ->
          entry.stop().bytes() <= WalPosition.bytes(text);
      case Target.Latest _, Target.Backup _, Target.Mark _ -> true;
    };
  }
}
