package org.pgv.installer.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pgv.installer.probe.Managed;
import org.pgv.installer.probe.Managed.Kind;
import org.pgv.installer.probe.Managed.ManagedPath;
import org.pgv.installer.probe.Managed.PathState;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Script;
import org.pgv.manifests.value.Sha256;

class ScriptPlanTest {
  private static final String BUCKET = "/data/bucket";
  private static final Managed.Owner OWNER = new Managed.Owner("minio", "minio", "0700");
  private static final Script SCRIPT =
      new Script("contents", "make a bucket", "make", Content.of(""), List.of(BUCKET));

  @Test
  void doesNotRunAgainWhileItsTraceIsThere() {
    assertEquals(Optional.empty(), planned(folder()));
  }

  @Test
  void runsAgainWhereItsTraceIsGone() {
    assertEquals(
        "make a bucket", planned(new PathState.Missing()).map(Step::title).orElse("nothing"));
  }

  @Test
  void runsAgainWhereSomebodyChangedAFileThatItLeft() {
    assertEquals(Optional.empty(), planned(file("as it was left")));
    assertEquals(
        "make a bucket", planned(file("by somebody else")).map(Step::title).orElse("nothing"));
  }

  @Test
  void leavesTheTraceOfAScriptNobodyWantsAnyMore() {
    Managed managed = managed(folder());

    List<Step> steps =
        new Leftovers(Facts.of("db1", Map.of(), managed), Wanted.of(List.of())).otherSteps();

    assertEquals(
        List.of("forget script:contents", "forget trace:" + BUCKET),
        steps.stream().map(Step::title).toList());
  }

  private static Optional<Step> planned(PathState bucket) {
    return new HostPlanner(Facts.of("db1", Map.of(), managed(bucket))).step(SCRIPT);
  }

  private static PathState folder() {
    return new PathState.Folder(OWNER);
  }

  private static PathState file(String content) {
    return new PathState.RegularFile(Sha256.of(content), OWNER);
  }

  private static Managed managed(PathState bucket) {
    return new Managed(
        new TreeMap<>(Map.of(BUCKET, new ManagedPath(Kind.TRACE, bucket))),
        List.of(),
        new TreeMap<>(),
        new TreeMap<>(
            Map.of(
                Stamps.script("contents"),
                SCRIPT.digest(),
                Stamps.trace(BUCKET),
                Sha256.of("as it was left"))),
        Optional.empty());
  }
}
