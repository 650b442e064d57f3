package org.pgv.installer.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.pgv.installer.plan.Plan.HostUnits;
import org.pgv.installer.plan.Plan.PlannedStage;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.stage.Stage;
import org.pgv.manifests.value.HostName;

/**
 * The services that have to run once some stages are done, on each host: what any gate after them
 * may wait for, through however many others.
 */
final class Running {
  private static final String SERVICE = ".service";

  private final SequencedMap<HostName, SequencedSet<String>> units = new LinkedHashMap<>();

  void add(Stage stage) {
    for (Stage.HostResources host : stage.hosts()) {
      host.resources().stream()
          .filter(Unit.class::isInstance)
          .map(Unit.class::cast)
          .filter(unit -> unit.state() == Unit.State.RUNNING && unit.name().endsWith(SERVICE))
          .forEach(
              unit ->
                  units.computeIfAbsent(host.host(), _ -> new LinkedHashSet<>()).add(unit.name()));
    }
  }

  /** A stage whose gates look at all of them. */
  PlannedStage watchedIn(PlannedStage stage) {
    List<HostUnits> watched =
        stage.gates().isEmpty()
            ? List.of()
            : units.sequencedEntrySet().stream()
                .map(entry -> new HostUnits(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    return new PlannedStage(
        stage.name(), stage.title(), stage.hosts(), stage.order(), stage.gates(), watched);
  }
}
