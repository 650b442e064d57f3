package org.pgv.installer.plan;

import java.util.List;
import org.pgv.installer.probe.HostFacts;
import org.pgv.manifests.value.HostName;

/**
 * What is so on the whole site.
 *
 * @param lastRunFinished whether the run before this one came to its end; where it did not, a gate
 *     may never have been passed though nothing is left to change
 */
public record SiteFacts(List<HostFacts> hosts, boolean lastRunFinished) {
  public SiteFacts {
    hosts = List.copyOf(hosts);
  }

  public HostFacts of(HostName name) {
    return hosts.stream()
        .filter(facts -> facts.host().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no facts of host " + name));
  }
}
