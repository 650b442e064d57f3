package org.pgv.installer.probe;

import java.util.List;
import java.util.Optional;
import org.pgv.manifests.value.IpAddress;

/**
 * What decides who reaches the host.
 *
 * @param installer where our own connection comes from; empty on the machine itself
 * @param changes by hand to the rules that we loaded, each a line of them that is gone ({@code -})
 *     or new ({@code +})
 * @param firewalld whether firewalld runs
 * @param others tables that are neither ours nor firewalld's, such as {@code inet filter}
 */
public record Firewall(
    Optional<IpAddress> installer, List<String> changes, boolean firewalld, List<String> others) {
  /** That of a host with no rules at all. */
  public static final Firewall NONE = new Firewall(Optional.empty(), List.of(), false, List.of());

  public Firewall {
    changes = List.copyOf(changes);
    others = List.copyOf(others);
  }
}
