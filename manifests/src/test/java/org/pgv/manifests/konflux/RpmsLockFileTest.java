package org.pgv.manifests.konflux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.konflux.RpmsLock.Architecture;
import org.pgv.manifests.konflux.RpmsLock.Build;
import org.pgv.manifests.konflux.RpmsLock.Listed;
import org.pgv.manifests.konflux.RpmsLock.Remote;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.value.Sha256;

class RpmsLockFileTest {
  private static final Sha256 DIGEST = Sha256.of("a package");

  @TempDir Path folder;

  /** As rpm-lockfile-prototype writes it, down to the order of keys. */
  private static final String TEXT =
      """
      ---
      lockfileVersion: 1
      lockfileVendor: redhat
      arches:
      - arch: x86_64
        packages:
        - url: https://example.org/os/Packages/t/tool-1.10.rpm
          repoid: baseos
          size: 42
          checksum: sha256:%1$s
          name: tool
          evr: '1.10'
          sourcerpm: tool-1.10.src.rpm
        source: []
        module_metadata:
        - url: https://example.org/os/repodata/modules.yaml.gz
          repoid: baseos
          size: 7
          checksum: sha256:%1$s
      """
          .formatted(DIGEST);

  private static Remote file(String path, long size) {
    return new Remote(
        "https://example.org/os/" + path, Optional.of("baseos"), Optional.of(size), DIGEST);
  }

  private static RpmsLock lock(String place, String where) {
    Build build =
        new Build(Optional.of("tool"), Optional.of("1.10"), Optional.of("tool-1.10.src.rpm"));
    return new RpmsLock(
        place,
        List.of(
            new Architecture(
                "x86_64",
                List.of(new Listed(where, file("Packages/t/tool-1.10.rpm", 42), build)),
                List.of(file("repodata/modules.yaml.gz", 7)))));
  }

  private Loaded<RpmsLock> read(String text) throws Exception {
    return RpmsLockFile.read(Files.writeString(folder.resolve("rpms.lock.yaml"), text));
  }

  @Test
  void isWrittenInTheFormOfItsMakers() {
    assertEquals(TEXT, RpmsLockFile.text(lock("", "")));
  }

  @Test
  void isReadWithTheLineOfEachPackage() throws Exception {
    String place = folder.resolve("rpms.lock.yaml").toString();

    assertEquals(new Loaded.Ok<>(lock(place, place + ":7")), read(TEXT));
  }

  @Test
  void refusesAnotherFormatAndEveryPackageWithoutAChecksumThatPinsIt() throws Exception {
    String damaged =
        TEXT.replace("Version: 1", "Version: 2")
            .replaceFirst("checksum: sha256", "checksum: md5")
            .replaceFirst("size: 42", "size: many");

    Loaded.Refused<?> refused = assertInstanceOf(Loaded.Refused.class, read(damaged));

    List<String> lines =
        refused.problems().stream().map(p -> p.where().replaceFirst(".*:", "")).sorted().toList();
    assertEquals(List.of("10", "2", "9"), lines);
  }
}
