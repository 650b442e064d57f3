package org.pgv.installer.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pgv.installer.probe.Managed;
import org.pgv.installer.resource.CopiedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.manifests.value.Sha256;

class CopiedFilePlanTest {
  private static final CopiedFile PROGRAM =
      new CopiedFile(
          "/usr/local/bin/minio",
          new Ownership("root", "root", "0755"),
          Path.of("/bundle/files/minio"),
          Sha256.of("minio"));

  @Test
  void copiesAFileThatIsNotThereYet() {
    Optional<Step> step = new HostPlanner(Facts.bare("db1")).step(PROGRAM);

    assertEquals("copy minio to /usr/local/bin/minio", step.orElseThrow().title());
  }

  @Test
  void leavesAFileThatHasTheBundlesDigestAlone() {
    assertEquals(Optional.empty(), planned(Sha256.of("minio"), "0755"));
  }

  @Test
  void copiesAgainWhatWasAlteredOrMayNotBeRun() {
    assertEquals(1, planned(Sha256.of("altered"), "0755").stream().count());
    assertEquals(1, planned(Sha256.of("minio"), "0644").stream().count());
  }

  private static Optional<Step> planned(Sha256 there, String mode) {
    Managed.PathState state =
        new Managed.PathState.RegularFile(there, new Managed.Owner("root", "root", mode));
    Managed managed =
        new Managed(
            new TreeMap<>(
                Map.of(PROGRAM.path(), new Managed.ManagedPath(Managed.Kind.FILE, state))),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>(),
            Optional.empty());
    return new HostPlanner(Facts.of("db1", Map.of(), managed)).step(PROGRAM);
  }
}
