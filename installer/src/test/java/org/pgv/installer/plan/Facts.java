package org.pgv.installer.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pgv.installer.probe.Firewall;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Machine;
import org.pgv.installer.probe.Managed;
import org.pgv.installer.probe.Network;
import org.pgv.installer.probe.Software;
import org.pgv.manifests.value.HostName;

/** Facts for tests. */
public final class Facts {
  private Facts() {}

  /** A Debian host that has these packages, and this record of what is ours. */
  public static HostFacts of(String host, Map<String, String> packages, Managed managed) {
    return new HostFacts(
        new HostName(host),
        new Machine(
            new Machine.Identity(host, host + ".demo.internal", "id-" + host),
            new Machine.OperatingSystem(
                "debian", "13", "x86_64", Optional.empty(), "systemd", Machine.Security.NONE),
            new Machine.Capacity(2, 4L << 30),
            List.of(new Machine.Mount("/", "ext4", 100L << 30, 50L << 30)),
            Duration.ZERO),
        new Software(new TreeMap<>(packages), List.of(), List.of("root"), List.of()),
        managed,
        new Network(List.of(), List.of(), Firewall.NONE));
  }

  /** A host that was never touched. */
  public static HostFacts bare(String host) {
    return of(host, Map.of(), Managed.nothing());
  }
}
