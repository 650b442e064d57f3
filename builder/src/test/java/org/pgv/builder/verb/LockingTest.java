package org.pgv.builder.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.builder.TestRepository;
import org.pgv.builder.workplace.Workplace;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.Folders;
import org.pgv.manifests.value.Target;
import org.pgv.pki.openpgp.SigningKey;

class LockingTest {
  private static final Clock CLOCK =
      Clock.fixed(TestRepository.DATE.plusSeconds(3600), ZoneOffset.UTC);
  private static final String IN_RELEASE = "dists/stable/InRelease";

  private static final String GO_PROGRAM =
      """
      artifacts:
        - name: tool
          roles: [extra]
          licence: MIT
          go:
            module: example.org/tool
            version: v1.0.0
            sum: h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM=
            toolchain:
              version: go1.26.8
              sums: { linux-amd64: "h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM=" }
      """;

  private Path folder;
  private TestRepository repository;

  @BeforeEach
  void publish(@TempDir Path temporary) throws IOException {
    folder = temporary;
    repository =
        new TestRepository(temporary.resolve("mirror"))
            .add("service", "2.0", "Depends: library (>= 1.5), helper | other")
            .add("library", "1.0")
            .add("library", "1.5")
            .add("helper", "1")
            .add("unrelated", "1")
            .publish("stable", Optional.empty());
  }

  @AfterEach
  void close() {
    repository.close();
  }

  private Locking locking() {
    return new Locking(
        new Session(
            new Workplace(folder.resolve("cache"), folder.resolve("home")),
            Map.of(),
            folder.resolve("no-apt"),
            CLOCK,
            Reporter.silent()));
  }

  private Locking.Request request(Path manifest, boolean offline) {
    return new Locking.Request(
        Target.parse("debian13"),
        Optional.of(manifest),
        Map.of(),
        offline,
        Optional.of(folder.resolve("lock.json")));
  }

  private Lock lock() throws Exception {
    return locking().lock(request(repository.manifest(folder, "service"), false)).lock();
  }

  private Refusal refused() throws IOException {
    Path manifest = repository.manifest(folder, "service");
    return assertThrows(Refusal.class, () -> locking().lock(request(manifest, false)));
  }

  private static List<String> names(Lock lock) {
    return lock.packages().stream().map(p -> p.id().name() + " " + p.id().version()).toList();
  }

  @Test
  void locksWhatIsAskedForAndWhatItNeeds() throws Exception {
    assertEquals(List.of("helper 1", "library 1.5", "service 2.0"), names(lock()));
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void writesTheSameLockFromWhatItReadBeforeWhateverOfThatIsDamaged() throws Exception {
    String first = Files.readString(lockedFile());
    Path indices = folder.resolve("cache/indices");
    assertEquals(1, filesBelow(indices).size());

    for (Path kept : List.of(indices, folder.resolve("cache/heads"), plainIndex())) {
      assertEquals(first, Files.readString(lockedFile()));
      for (Path file : filesBelow(kept)) {
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
      }
      assertEquals(first, Files.readString(lockedFile()), "damaged: " + kept);
    }
  }

  private Path plainIndex() throws IOException {
    for (Path file : filesBelow(folder.resolve("cache/store"))) {
      if (Files.readString(file, StandardCharsets.ISO_8859_1).startsWith("Package:")) {
        return file;
      }
    }
    throw new IllegalStateException("no plain index was kept");
  }

  @Test
  void writesTheSameLockFromAnotherMirror() throws Exception {
    String first = Files.readString(lockedFile());
    try (TestRepository other = new TestRepository(folder.resolve("mirror"))) {
      Path manifest = repository.manifest(folder, "service");
      Locking.Request request =
          new Locking.Request(
              Target.parse("debian13"),
              Optional.of(manifest),
              Map.of("test", java.net.URI.create(other.address())),
              false,
              Optional.of(folder.resolve("lock.json")));

      locking().lock(request);
    }

    assertEquals(first, Files.readString(folder.resolve("lock.json")));
  }

  @Test
  void asksTheMirrorsOfTheConfigurationAlsoWhereItKnowsMoreThanThisTargetHas() throws Exception {
    Path configuration = Files.createDirectories(folder.resolve("home"));
    String mirrors = "mirrors: { test: '%s', baseos: 'http://127.0.0.1:9/el9/' }\n";
    Files.writeString(
        configuration.resolve("mirrors.yaml"), mirrors.formatted(repository.address()));
    Path manifest =
        TestRepository.manifest(
            folder, "service", TestRepository.KEY.fingerprint().hex(), "http://127.0.0.1:9/");

    assertEquals(3, locking().lock(request(manifest, false)).lock().packages().size());
  }

  @Test
  void asksTheModuleProxyOfTheConfigurationAndSaysWhatItLacks() throws Exception {
    Path configuration = Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        configuration.resolve("mirrors.yaml"), "goProxy: " + repository.address() + "go\n");
    Path manifest = repository.manifest(folder, "service");
    Files.writeString(manifest, Files.readString(manifest) + GO_PROGRAM);

    Refusal refusal = assertThrows(Refusal.class, () -> locking().lock(request(manifest, false)));

    assertEquals(
        repository.address() + "go/example.org/tool/@v/v1.0.0.zip",
        refusal.problems().getFirst().where());
  }

  private Path lockedFile() throws Exception {
    lock();
    return folder.resolve("lock.json");
  }

  @Test
  void locksOfflineWhatWasSeenBefore() throws Exception {
    Lock online = lock();
    Path manifest = repository.manifest(folder, "service");
    repository.close();

    assertEquals(online, locking().lock(request(manifest, true)).lock());
  }

  @Test
  void refusesATamperedSignedIndex() throws Exception {
    repository.replace(IN_RELEASE, "Label: test", "Label: evil");

    assertEquals(ExitCode.NOT_TRUSTED, refused().code());
  }

  @Test
  void refusesATamperedPackageIndex() throws Exception {
    repository.tamper("dists/stable/main/binary-amd64/Packages.xz");

    Refusal refusal = refused();

    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
    assertTrue(refusal.problems().getFirst().where().endsWith("Packages.xz"));
  }

  @Test
  void refusesAKeyThatIsNotPinned() throws Exception {
    SigningKey other = SigningKey.generate("other", TestRepository.DATE, new SecureRandom());
    repository.publish("stable", "stable", Optional.empty(), other);

    assertEquals(ExitCode.NOT_TRUSTED, refused().code());
  }

  @Test
  void refusesAKeyFileWithoutThePinnedFingerprint() throws Exception {
    Path manifest =
        TestRepository.manifest(folder, "service", "0".repeat(40), repository.address());

    Refusal refusal = assertThrows(Refusal.class, () -> locking().lock(request(manifest, false)));

    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
  }

  @Test
  void refusesAnIndexWhoseTimeIsOver() throws Exception {
    repository.publish("stable", Optional.of(CLOCK.instant().minusSeconds(1)));

    assertEquals(ExitCode.EXPIRED, refused().code());
  }

  private Locking.Request older(String... repositories) throws IOException {
    return new Locking.Request(
        Target.parse("debian13"),
        Optional.of(repository.manifest(folder, "service")),
        Map.of(),
        Set.of(repositories),
        false,
        Optional.of(folder.resolve("lock.json")));
  }

  @Test
  void refusesAnIndexOlderThanTheOneThatTheLockNames() throws Exception {
    lock();
    Folders.remove(folder.resolve("cache"));
    repository.publishedOn(TestRepository.DATE.minusSeconds(1));

    assertEquals(ExitCode.DOWNGRADE, refused().code());
  }

  @Test
  void refusesAnIndexOlderThanOneThatWasSeenBefore() throws Exception {
    lock();
    Files.delete(folder.resolve("lock.json"));
    repository.publishedOn(TestRepository.DATE.minusSeconds(1));

    Refusal refusal = refused();

    assertEquals(ExitCode.DOWNGRADE, refusal.code());
    assertTrue(refusal.problems().getFirst().hint().contains("--allow-older test"));
    assertFalse(Files.exists(folder.resolve("lock.json")));
  }

  @Test
  void refusesAnOlderIndexOfAMirrorThatThisRunNames() throws Exception {
    lock();
    Files.delete(folder.resolve("lock.json"));
    try (TestRepository other =
        new TestRepository(folder.resolve("other"))
            .add("service", "1.0")
            .publishedOn(TestRepository.DATE.minusSeconds(1))) {
      Locking.Request request =
          new Locking.Request(
              Target.parse("debian13"),
              Optional.of(repository.manifest(folder, "service")),
              Map.of("test", java.net.URI.create(other.address())),
              false,
              Optional.of(folder.resolve("lock.json")));

      // The mirrors of the manifest are as new as before.
      assertTrue(names(locking().lock(request).lock()).contains("service 2.0"));
    }
  }

  @Test
  void takesAnOlderIndexWhereAPersonSaysSoAndRemembersIt() throws Exception {
    lock();
    repository.publishedOn(TestRepository.DATE.minusSeconds(1));

    Lock older = locking().lock(older("test")).lock();

    assertEquals(TestRepository.DATE.minusSeconds(1), older.suites().getFirst().date());
    assertEquals(older, lock());
  }

  @Test
  void namesTheNearestRepositoryWhereOneOfNoneMayBeOlder() throws IOException {
    Locking.Request request = older("tset");

    Refusal refusal = assertThrows(Refusal.class, () -> locking().lock(request));

    assertEquals("did you mean 'test'?", refusal.problems().getFirst().hint());
  }

  @Test
  void refusesATimeThatIsYetToComeAndDoesNotRememberIt() throws Exception {
    repository.publishedOn(CLOCK.instant().plusSeconds(3600));
    refused();
    repository.publishedOn(CLOCK.instant());

    assertEquals(CLOCK.instant(), lock().suites().getFirst().date());
  }

  @Test
  void refusesTheIndexOfAnotherSuite() throws Exception {
    repository.publish("stable", "oldstable", Optional.empty(), TestRepository.KEY);

    assertEquals(ExitCode.NOT_TRUSTED, refused().code());
  }

  @Test
  void saysThatNoMirrorHasIt() throws Exception {
    repository.remove(IN_RELEASE);

    Refusal refusal = refused();

    assertEquals(ExitCode.FAILED, refusal.code());
    assertEquals(repository.address() + IN_RELEASE, refusal.problems().getFirst().where());
  }

  @Test
  void goesOnToTheNextMirrorWhereOneCannotBeTrusted() throws Exception {
    try (TestRepository tampered =
        new TestRepository(folder.resolve("tampered")).publish("stable", Optional.empty())) {
      tampered.replace(IN_RELEASE, "Label: test", "Label: evil");
      Path manifest =
          TestRepository.manifest(
              folder,
              "service",
              TestRepository.KEY.fingerprint().hex(),
              tampered.address(),
              repository.address());

      assertEquals(3, locking().lock(request(manifest, false)).lock().packages().size());
    }
  }

  @Test
  void saysByWhatChainThereIsNoAnswer() throws Exception {
    repository.add("broken", "1", "Depends: absent").publish("stable", Optional.empty());
    Path manifest = repository.manifest(folder, "service, broken");

    Refusal refusal = assertThrows(Refusal.class, () -> locking().lock(request(manifest, false)));

    assertEquals(ExitCode.FAILED, refusal.code());
    assertTrue(refusal.problems().getFirst().what().contains("absent"));
  }

  @Test
  void refusesALockThatItsManifestMovedOnFrom() throws Exception {
    lock();
    Path changed = repository.manifest(folder, "service, unrelated");

    Refusal refusal = assertThrows(Refusal.class, () -> locking().open(request(changed, false)));

    assertEquals(ExitCode.USAGE, refusal.code());
    String again = "pgv-bundle lock debian13 --manifest " + changed + " --lock ";
    assertTrue(refusal.problems().getFirst().hint().contains(again));
  }

  @Test
  void namesTheLineOfAConflictInALock() throws Exception {
    lock();
    Path file = folder.resolve("lock.json");
    Files.writeString(file, "{\n<<<<<<< ours\n" + Files.readString(file));

    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> locking().open(request(repository.manifest(folder, "service"), false)));

    assertEquals(ExitCode.USAGE, refusal.code());
    assertEquals(file + ":2", refusal.problems().getFirst().where());
  }

  @Test
  void namesTheNearestRepositoryForAMirrorOfNone() throws Exception {
    Path manifest = repository.manifest(folder, "service");
    Locking.Request request =
        new Locking.Request(
            Target.parse("debian13"),
            Optional.of(manifest),
            Map.of("tset", java.net.URI.create(repository.address())),
            false,
            Optional.of(folder.resolve("lock.json")));

    Refusal refusal = assertThrows(Refusal.class, () -> locking().lock(request));

    assertEquals("did you mean 'test'?", refusal.problems().getFirst().hint());
  }
}
