package org.pgv.installer.apply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.Shell;
import org.pgv.installer.plan.Plan.HostUnits;
import org.pgv.manifests.value.HostName;

/**
 * Looks at the units that a gate waits for while it waits. One that systemd has given up, or starts
 * again and again, will not be what the gate asks for.
 */
final class UnitWatch {
  /** As often as the units are asked at most. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** A service may fail once or twice before what it needs is there. */
  private static final int MANY_STARTS = 3;

  private static final Duration SOON = Duration.ofSeconds(8);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int LINES = 12;

  private final Map<HostName, Host> hosts;
  private final List<HostUnits> watched;
  private final Map<UnitOfHost, Seen> first = new HashMap<>();
  private Duration next = Duration.ZERO;

  UnitWatch(Map<HostName, Host> hosts, List<HostUnits> watched) {
    this.hosts = hosts;
    this.watched = watched;
  }

  private record UnitOfHost(HostName host, String unit) {}

  /** How a unit was, and after how long. */
  private record Seen(String state, int starts, Duration after) {
    boolean isDown() {
      return state.equals("failed") || state.equals("inactive");
    }
  }

  /**
   * What is wrong with a unit that cannot be waited for any longer; empty while none is.
   *
   * @param waited for how long the gate has waited by now
   */
  Optional<Failing> look(Duration waited) {
    if (waited.compareTo(next) < 0) {
      return Optional.empty();
    }
    next = waited.plus(BETWEEN_LOOKS);
    for (HostUnits units : watched) {
      Host host = hosts.get(units.host());
      if (host == null) {
        continue;
      }
      Optional<Failing> failing = look(host, units.units(), waited);
      if (failing.isPresent()) {
        return failing;
      }
    }
    return Optional.empty();
  }

  /** A unit that will not come up, with its own last words. */
  record Failing(HostName host, String unit, String how, List<String> lines) {
    Failing {
      lines = List.copyOf(lines);
    }
  }

  private Optional<Failing> look(Host host, List<String> units, Duration waited) {
    Map<String, Seen> now = seen(host, units, waited);
    for (String unit : units) {
      Seen seen = now.get(unit);
      if (seen == null) {
        continue;
      }
      Seen before = first.computeIfAbsent(new UnitOfHost(host.name(), unit), _ -> seen);
      int starts = seen.starts() - before.starts();
      if (seen.isDown() && before.isDown() && !before.after().equals(waited)) {
        return Optional.of(failing(host, unit, "is " + seen.state()));
      }
      if (starts >= MANY_STARTS && waited.minus(before.after()).compareTo(SOON) >= 0) {
        return Optional.of(failing(host, unit, "was started %d times".formatted(starts + 1)));
      }
      if (seen.isDown() != before.isDown()) {
        // What has come up, or gone down, since is judged from here on.
        first.put(
            new UnitOfHost(host.name(), unit), new Seen(seen.state(), before.starts(), waited));
      }
    }
    return Optional.empty();
  }

  private static Map<String, Seen> seen(Host host, List<String> units, Duration waited) {
    Map<String, Seen> seen = new HashMap<>();
    String script =
        """
        for unit in %s; do
          systemctl show --property=ActiveState,NRestarts -- "$unit" 2>/dev/null | sed "s/^/$unit /"
        done
        """
            .formatted(Shell.line(units));
    Map<String, String> states = new HashMap<>();
    for (String line : output(host, script)) {
      String unit = line.substring(0, Math.max(0, line.indexOf(' ')));
      String property = line.substring(line.indexOf(' ') + 1);
      String value = property.substring(property.indexOf('=') + 1);
      if (property.startsWith("ActiveState=")) {
        states.put(unit, value);
      } else if (property.startsWith("NRestarts=") && value.matches("[0-9]+")) {
        seen.put(unit, new Seen("", Integer.parseInt(value), waited));
      }
    }
    seen.replaceAll(
        (unit, each) -> new Seen(states.getOrDefault(unit, ""), each.starts(), each.after()));
    return seen;
  }

  /** Its own lines say why; what systemd says of it only where it has none. */
  private static Failing failing(Host host, String unit, String how) {
    String script =
        """
        own=$(journalctl --boot --no-pager --quiet --output=cat --lines=%1$d _SYSTEMD_UNIT=%2$s)
        [ -n "$own" ] || own=$(journalctl --boot --no-pager --quiet --output=cat --lines=%1$d --unit=%2$s)
        echo "$own"
        """
            .formatted(LINES, Shell.line(List.of(unit)));
    return new Failing(host.name(), unit, how, output(host, script));
  }

  private static List<String> output(Host host, String script) {
    Exit exit = host.run(Command.script(script, LIMIT));
    return exit instanceof Exit.Code(int _, String output, String _)
        ? new ArrayList<>(output.lines().toList())
        : List.of();
  }
}
