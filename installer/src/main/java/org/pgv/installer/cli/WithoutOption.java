package org.pgv.installer.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pgv.installer.topology.Topology.Consent;
import org.pgv.manifests.value.HostName;
import picocli.CommandLine.Option;

/** Hosts that a command leaves out. */
final class WithoutOption {
  @Option(
      names = "--without",
      paramLabel = "HOST",
      description = {
        "Leave a host as it is that cannot be reached now, and do all else; the exit code is 10.",
        "Where it must be there, as for etcd's majority or as the only primary, that is refused."
      })
  private List<String> hosts = List.of();

  Consent with(boolean restarts) {
    Set<HostName> without = new HashSet<>();
    hosts.forEach(text -> without.add(Given.parse("--without", text, HostName::new)));
    return new Consent(restarts, without);
  }
}
