package org.pgv.installer.check;

import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Managed;

/** Tells what an earlier run made on a host from what was there before us. */
final class Ours {
  private Ours() {}

  /**
   * Whether a data folder was made by us: the host's record names it, or a folder above it that was
   * made for data. The record is written before anything is, so a run that was killed counts.
   */
  static boolean isOurs(HostFacts facts, String path) {
    return facts.managed().paths().entrySet().stream()
        .filter(entry -> entry.getValue().kind() == Managed.Kind.DATA)
        .anyMatch(entry -> path.equals(entry.getKey()) || path.startsWith(entry.getKey() + "/"));
  }

  /** Whether a unit was ever started by us on a host. */
  static boolean runs(HostFacts facts, String unit) {
    return facts.managed().units().containsKey(unit);
  }
}
