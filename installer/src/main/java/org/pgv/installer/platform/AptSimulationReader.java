package org.pgv.installer.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pgv.installer.platform.Simulation.Changes;

/**
 * Reads what {@code apt-get --simulate install} prints. Its lists have a heading each and their
 * packages, with two blanks before, on the lines below; they are printed also where it then gives
 * up.
 */
final class AptSimulationReader {
  /** What every Debian has as it comes, and apt.sh takes away for chrony. */
  private static final List<String> REPLACED = List.of("systemd-timesyncd");

  private static final int MOST_REASONS = 12;
  private static final String UNMET = "The following packages have unmet dependencies:";

  private AptSimulationReader() {}

  static Simulation read(boolean done, String output, String errors) {
    Map<String, List<String>> lists = lists(output);
    List<String> removed = packages(lists, "The following packages will be REMOVED:");
    Changes changes =
        new Changes(
            packages(lists, "The following packages will be upgraded:"),
            packages(lists, "The following packages will be DOWNGRADED:"),
            removed.stream().filter(name -> !REPLACED.contains(name)).toList(),
            removed.stream().filter(REPLACED::contains).toList());
    List<String> held =
        packages(lists, "The following held packages will be changed:").stream()
            .map(name -> name + " is on hold; 'apt-mark unhold " + name + "' lets it be changed")
            .toList();
    return new Simulation(
        done && held.isEmpty(),
        changes,
        done ? held : Stream.concat(held.stream(), reasons(lists, errors).stream()).toList());
  }

  private static Map<String, List<String>> lists(String output) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : output.lines().toList()) {
      if (line.startsWith(" ")) {
        current.add(line.strip());
      } else {
        current = lists.computeIfAbsent(line, _ -> new ArrayList<>());
      }
    }
    return lists;
  }

  private static List<String> packages(Map<String, List<String>> lists, String heading) {
    return lists.getOrDefault(heading, List.of()).stream()
        .flatMap(line -> List.of(line.split(" +")).stream())
        .sorted()
        .toList();
  }

  /** What does not fit comes first; apt's last line often only says that something does not. */
  private static List<String> reasons(Map<String, List<String>> lists, String errors) {
    List<String> reasons = new ArrayList<>(lists.getOrDefault(UNMET, List.of()));
    for (String line : errors.lines().toList()) {
      if (line.startsWith("E: ") || line.startsWith(" ")) {
        reasons.add(line.replaceFirst("^E:", "").strip());
      }
    }
    if (reasons.isEmpty()) {
      errors.lines().filter(line -> !line.isBlank()).forEach(reasons::add);
    }
    return reasons.stream().distinct().limit(MOST_REASONS).toList();
  }
}
