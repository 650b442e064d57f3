package org.pgv.installer.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Managed;
import org.pgv.installer.probe.Managed.ManagedPath;
import org.pgv.manifests.value.HostName;

/**
 * What a host's record names and nobody wants any more: units go first, the last one managed before
 * those it builds on; then files, then the directories they were in. Data stays.
 */
final class Leftovers {
  private final HostName host;
  private final Managed managed;
  private final Wanted wanted;

  Leftovers(HostFacts facts, Wanted wanted) {
    this.host = facts.host();
    this.managed = facts.managed();
    this.wanted = wanted;
  }

  /** All but its units, whose stamps go with them. */
  List<Step> otherSteps() {
    List<Step> steps = new ArrayList<>(files(false));
    steps.addAll(forgotten());
    return steps;
  }

  List<Step> units() {
    return managed.units().sequencedKeySet().reversed().stream()
        .filter(unit -> !wanted.units().contains(unit))
        .map(unit -> (Step) new Step.RetireUnit(host, unit))
        .toList();
  }

  /** Files, blocks and folders; deeper paths before those that hold them. */
  List<Step> files(boolean purgeData) {
    List<Step> steps = new ArrayList<>();
    for (Managed.Block block : managed.blocks()) {
      if (!wanted.blocks().contains(new Wanted.BlockName(block.path(), block.name()))) {
        steps.add(new Step.RemoveBlock(host, block.path(), block.name()));
      }
    }
    SortedMap<String, ManagedPath> paths = managed.paths().reversed();
    for (Map.Entry<String, ManagedPath> path : paths.entrySet()) {
      if (!wanted.paths().contains(path.getKey())) {
        removal(path.getKey(), path.getValue().kind(), purgeData).ifPresent(steps::add);
      }
    }
    return steps;
  }

  private Optional<Step> removal(String path, Managed.Kind kind, boolean purgeData) {
    return switch (kind) {
      case FILE -> Optional.of(new Step.RemoveFile(host, path));
      case ASIDE -> Optional.of(new Step.RestoreFile(host, path));
      case DIRECTORY -> Optional.of(new Step.RemoveDirectory(host, path, false));
      case FOUND, TRACE -> Optional.empty();
      case TREE -> Optional.of(new Step.RemoveDirectory(host, path, true));
      case DATA ->
          purgeData ? Optional.of(new Step.RemoveDirectory(host, path, true)) : Optional.empty();
    };
  }

  private List<Step> forgotten() {
    return managed.stamps().keySet().stream()
        .filter(stamp -> !wanted.stamps().contains(stamp))
        .map(stamp -> (Step) new Step.Forget(host, stamp))
        .toList();
  }
}
