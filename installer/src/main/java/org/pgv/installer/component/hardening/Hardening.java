package org.pgv.installer.component.hardening;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.manifests.value.Sha256;

/**
 * What systemd keeps out of the reach of a service: all that no service of a site needs, less what
 * this one says that it does, and why. It is a drop-in of its own beside what else is said of the
 * unit, packaged, ours, or made at run time; every directive is known to systemd 252.
 *
 * <p>RemoveIPC is missing on purpose: it would end with any unit of an account's, and take the
 * shared memory of its PostgreSQL along.
 */
public final class Hardening {
  private static final List<Line> COMMON =
      List.of(
          line("AmbientCapabilities", ""),
          line("CapabilityBoundingSet", ""),
          line("LockPersonality", "true"),
          line("MemoryDenyWriteExecute", "true"),
          line("NoNewPrivileges", "true"),
          line("PrivateDevices", "true"),
          line("PrivateTmp", "true"),
          line("ProtectClock", "true"),
          line("ProtectControlGroups", "true"),
          line("ProtectHome", "true"),
          line("ProtectHostname", "true"),
          line("ProtectKernelLogs", "true"),
          line("ProtectKernelModules", "true"),
          line("ProtectKernelTunables", "true"),
          line("ProtectProc", "invisible"),
          line("ProtectSystem", "strict"),
          // Without an empty line first, what a package says would be added to.
          line("RestrictAddressFamilies", ""),
          line("RestrictAddressFamilies", "AF_INET AF_INET6 AF_UNIX"),
          line("RestrictNamespaces", "true"),
          line("RestrictRealtime", "true"),
          line("RestrictSUIDSGID", "true"),
          line("SystemCallArchitectures", "native"),
          // A program that tries more is told so; the usual signal would end it.
          line("SystemCallErrorNumber", "EPERM"),
          line("SystemCallFilter", ""),
          line("SystemCallFilter", "@system-service"),
          line("UMask", "0077"));

  private static final int FIRST_FREE_PORT = 1024;

  private record Line(String directive, String value, Optional<String> why) {
    String text() {
      return why.map(reason -> "# " + reason + "\n").orElse("") + directive + "=" + value + "\n";
    }
  }

  private final String unit;
  private final List<Line> lines;

  private Hardening(String unit, List<Line> lines) {
    this.unit = unit;
    this.lines = List.copyOf(lines);
  }

  /** Everything, for a unit such as {@code etcd.service}. */
  public static Hardening of(String unit) {
    return new Hardening(unit, COMMON);
  }

  /** For a unit in which PostgreSQL runs. */
  public static Hardening ofPostgres(String unit) {
    return of(unit)
        .but("MemoryDenyWriteExecute", "false", "queries are compiled just in time")
        .but("ProtectSystem", "full", "tablespaces may be anywhere but in /usr, /boot and /etc")
        .reaches("looks up its own networks (samehost, samenet)", "AF_NETLINK");
  }

  /** A directive with another value. */
  public Hardening but(String directive, String value, String why) {
    List<Line> others = new ArrayList<>();
    for (Line line : lines) {
      others.add(
          line.directive().equals(directive) && !line.value().isEmpty()
              ? new Line(directive, value, Optional.of(why))
              : line);
    }
    if (others.equals(lines)) {
      throw new IllegalArgumentException("not among what is common: " + directive);
    }
    return new Hardening(unit, others);
  }

  /** A directive beside what is common. */
  public Hardening and(String directive, String value) {
    List<Line> more = new ArrayList<>(lines);
    more.add(line(directive, value));
    return new Hardening(unit, more);
  }

  /** Powers of root, without their {@code CAP_}. */
  public Hardening keeps(String why, String... capabilities) {
    return with("CapabilityBoundingSet", "CAP_" + String.join(" CAP_", capabilities), why);
  }

  /** The power to listen where only root may; nothing for other ports. */
  public Hardening listensOn(Collection<Integer> ports) {
    String power = "CAP_NET_BIND_SERVICE";
    String why = "listens on a port below " + FIRST_FREE_PORT;
    return ports.stream().allMatch(port -> port >= FIRST_FREE_PORT)
        ? this
        : with("CapabilityBoundingSet", power, why).with("AmbientCapabilities", power, why);
  }

  /** More kinds of sockets than those of networks and of the host itself. */
  public Hardening reaches(String why, String... families) {
    return with("RestrictAddressFamilies", String.join(" ", families), why);
  }

  /** More calls of the kernel than services usually make. */
  public Hardening calls(String why, String group) {
    return with("SystemCallFilter", group, why);
  }

  /** The only folders that it changes; one that may be missing begins with {@code -}. */
  public Hardening writes(Collection<String> folders) {
    Hardening result = with("ReadWritePaths", String.join(" ", folders), "all that it writes to");
    if (folders.stream().anyMatch(path -> isBelow(path, "/home", "/root", "/run/user"))) {
      result = result.but("ProtectHome", "read-only", "the site keeps its data there");
    }
    if (folders.stream().anyMatch(path -> isBelow(path, "/tmp", "/var/tmp"))) {
      result = result.but("PrivateTmp", "false", "the site keeps its data there");
    }
    return result;
  }

  public Hardening writes(String... folders) {
    return writes(List.of(folders));
  }

  /**
   * Folders below those that it changes which it only reads; one may be missing, with {@code -}.
   */
  public Hardening spares(String why, List<String> folders) {
    return folders.isEmpty() ? this : with("ReadOnlyPaths", String.join(" ", folders), why);
  }

  /** The drop-in; one that changed takes a restart of the unit. */
  public ManagedFile file() {
    StringBuilder text = new StringBuilder();
    text.append("# generated by pgv; changes will be overwritten\n");
    text.append("# Out of the reach of this service; each exception says why.\n[Service]\n");
    lines.forEach(line -> text.append(line.text()));
    return new ManagedFile(
        "/etc/systemd/system/" + unit + ".d/hardening.conf",
        Ownership.ROOT,
        Content.of(text.toString()));
  }

  /** What a restart of the unit depends on. */
  public Sha256 digest() {
    return file().content().digest();
  }

  private Hardening with(String directive, String value, String why) {
    List<Line> more = new ArrayList<>(lines);
    more.add(new Line(directive, value, Optional.of(why)));
    return new Hardening(unit, more);
  }

  private static boolean isBelow(String path, String... folders) {
    String plain = path.startsWith("-") ? path.substring(1) : path;
    return List.of(folders).stream().anyMatch(folder -> (plain + "/").startsWith(folder + "/"));
  }

  private static Line line(String directive, String value) {
    return new Line(directive, value, Optional.empty());
  }
}
