package org.pgv.manifests.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;

class LockFileTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/org/pgv/manifests/lock/golden/two-packages.lock.json");

  private static LockedPackage locked(String name, List<String> namedFor) {
    return new LockedPackage(
        new PackageId(name, "1:2.0-1", "amd64"),
        new LockedPackage.Origin("debian", "trixie"),
        new LockedFile("pool/main/" + name + ".deb", 10, Sha256.of(name)),
        new LockedPackage.Reason(namedFor, List.of("etcd", "base"), List.of("role base", name)));
  }

  private static Lock lock(LockedPackage... packages) {
    LockedSuite suite =
        new LockedSuite(
            "debian",
            "trixie",
            Instant.parse("2026-09-12T07:55:41Z"),
            new LockedSuite.Signed(
                new LockedFile("dists/trixie/InRelease", 5, Sha256.of("r")),
                Optional.empty(),
                Optional.of(Fingerprint.parse("0123456789ABCDEF0123456789ABCDEF01234567"))),
            List.of(new LockedFile("main/binary-amd64/Packages.xz", 7, Sha256.of("p"))));
    return new Lock(
        Target.parse("debian13"), "1", Sha256.of("in"), List.of(suite), List.of(packages));
  }

  @Test
  void isTheSameTextWhateverOrderThePackagesCameIn() throws IOException {
    LockedPackage a = locked("bash", List.of("base"));
    LockedPackage b = locked("libc6", List.of());

    String text = LockFile.text(lock(b, a));

    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(GOLDEN, text);
    }
    assertEquals(Files.readString(GOLDEN), text);
    assertEquals(text, LockFile.text(lock(a, b)));
  }

  @Test
  void readsBackWhatItWrote() {
    Lock lock = lock(locked("bash", List.of("base")), locked("libc6", List.of()));

    assertEquals(lock, LockFile.parse("x", LockFile.text(lock)));
  }

  @Test
  void readsBackARepositoryWithoutSuitesWhoseIndexNobodySigned() {
    LockedSuite repository =
        new LockedSuite(
            "baseos",
            "",
            Instant.EPOCH,
            new LockedSuite.Signed(
                new LockedFile("repodata/repomd.xml", 5, Sha256.of("r")),
                Optional.empty(),
                Optional.empty()),
            List.of());
    Lock lock = new Lock(Target.parse("el9"), "1", Sha256.of("in"), List.of(repository), List.of());

    assertEquals(lock, LockFile.parse("x", LockFile.text(lock)));
  }

  @Test
  void readsBackArtifactsWithAllThatTheyWereCheckedAgainst() {
    Lock lock = lock().with(List.of(artifact("minio")));

    assertEquals(lock, LockFile.parse("x", LockFile.text(lock)));
  }

  @Test
  void refusesAnArtifactWhoseNameLeadsOutside() {
    String text = LockFile.text(lock().with(List.of(artifact("minio")))).replace("minio", "../io");

    assertThrows(Refusal.class, () -> LockFile.parse("x", text));
  }

  private static LockedArtifact artifact(String name) {
    return new LockedArtifact(
        new LockedFile(name, 7, Sha256.of(name)),
        true,
        new LockedArtifact.Origin(
            LockedArtifact.Kind.GO,
            "v1.0.0",
            "example.org/tool",
            new TreeMap<>(Map.of("sum", "h1:abc=", "toolchain", "go1.26.8"))),
        "AGPL-3.0-only",
        new LockedArtifact.Need(List.of("backup"), "named for backup"));
  }

  @Test
  void knowsWhatIsNamedForARoleAndWhatItNeeds() {
    Lock lock = lock(locked("bash", List.of("base")), locked("libc6", List.of()));

    assertEquals(List.of("bash"), lock.namedFor("base").stream().map(p -> p.id().name()).toList());
    assertEquals(2, lock.neededFor("base").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[1", "{\"apiVersion\":\"pgv/v1\",\"target\":\"x\"}"})
  void refusesWhatIsNoLock(String text) {
    Refusal refusal = assertThrows(Refusal.class, () -> LockFile.parse("x", text));

    assertEquals(ExitCode.USAGE, refusal.code());
  }

  @Test
  void refusesAPathThatLeadsOutside() {
    String text = LockFile.text(lock(locked("bash", List.of()))).replace("pool/main", "pool/../..");

    assertThrows(Refusal.class, () -> LockFile.parse("x", text));
  }
}
