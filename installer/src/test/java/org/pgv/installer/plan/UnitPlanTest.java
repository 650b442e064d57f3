package org.pgv.installer.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pgv.installer.probe.Managed;
import org.pgv.installer.probe.Managed.Kind;
import org.pgv.installer.probe.Managed.ManagedPath;
import org.pgv.installer.probe.Managed.PathState;
import org.pgv.installer.probe.Managed.UnitState;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Unit;
import org.pgv.manifests.value.Sha256;

class UnitPlanTest {
  private static final String PATH = "/etc/store/public.crt";
  private static final ManagedFile CERTIFICATE =
      new ManagedFile(PATH, Ownership.ROOT, Content.of("ours"));
  private static final Unit STORE =
      new Unit(
          "store.service", Unit.State.RUNNING, List.of(), List.of(CERTIFICATE.content().digest()));

  @Test
  void leavesAUnitAloneThatRunsWithWhatIsThere() {
    assertEquals(List.of(), titles("ours"));
  }

  @Test
  void reloadsAUnitThatMayHaveLoadedWhatSomebodyChangedByHand() {
    assertEquals(List.of("write " + PATH, "reload store.service"), titles("of somebody else"));
  }

  private static List<String> titles(String there) {
    HostPlanner planner = new HostPlanner(Facts.of("db1", Map.of(), managed(there)));
    return Stream.of(CERTIFICATE, STORE)
        .flatMap(resource -> planner.step(resource).stream())
        .map(Step::title)
        .toList();
  }

  private static Managed managed(String there) {
    PathState file =
        new PathState.RegularFile(Sha256.of(there), new Managed.Owner("root", "root", "0644"));
    return new Managed(
        new TreeMap<>(Map.of(PATH, new ManagedPath(Kind.FILE, file))),
        List.of(),
        new LinkedHashMap<>(Map.of("store.service", new UnitState("active", "enabled"))),
        new TreeMap<>(
            Map.of(
                Stamps.unit("store.service"), Stamps.all(STORE.restartInputs()),
                Stamps.reload("store.service"), Stamps.all(STORE.reloadInputs()))),
        Optional.empty());
  }
}
