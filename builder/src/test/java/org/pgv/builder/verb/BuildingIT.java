package org.pgv.builder.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.builder.Commands;
import org.pgv.builder.TestRepository;
import org.pgv.builder.key.SigningKeys;
import org.pgv.builder.workplace.Workplace;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Target;

class BuildingIT {
  private static final Clock CLOCK =
      Clock.fixed(TestRepository.DATE.plusSeconds(3600), ZoneOffset.UTC);

  private String wanted = "service";
  private String artifacts = "";
  private Path folder;
  private TestRepository repository;

  @BeforeEach
  void publish(@TempDir Path temporary) throws IOException {
    folder = temporary;
    repository =
        new TestRepository(temporary.resolve("mirror"))
            .add("service", "2.0", "Depends: library (>= 1.5)")
            .add("library", "1.5")
            .add("unrelated", "1")
            .publish("stable", Optional.empty());
  }

  @AfterEach
  void close() {
    repository.close();
  }

  private Session session(Path cache) {
    return new Session(
        new Workplace(cache, folder.resolve("home")),
        Map.of(),
        folder.resolve("no-apt"),
        CLOCK,
        Reporter.silent());
  }

  private SigningKeys keys(Session session) {
    return new SigningKeys(session.workplace().signingKey(), Optional.empty(), CLOCK);
  }

  private Building.Done build(Path cache, Path output, boolean offline) throws Exception {
    Session session = session(cache);
    return new Building(
            session,
            new Locking(session),
            keys(session),
            SmallInstallation.jars(),
            SmallInstallation.linker())
        .build(
            new Building.Request(
                new Locking.Request(
                    Target.parse("debian13"),
                    Optional.of(manifest()),
                    Map.of(),
                    offline,
                    Optional.of(folder.resolve("lock.json"))),
                output,
                Optional.empty(),
                Optional.empty()));
  }

  private Path manifest() throws IOException {
    Path manifest = repository.manifest(folder, wanted);
    return Files.writeString(manifest, Files.readString(manifest) + artifacts);
  }

  private Building.Done build() throws Exception {
    return build(folder.resolve("cache"), folder.resolve("out"), false);
  }

  private ExitCode verified(Path bundle) {
    Session session = session(folder.resolve("cache"));
    try {
      new Verifying(session, keys(session)).verify(bundle, Optional.empty(), List.of());
      return ExitCode.DONE;
    } catch (Refusal refusal) {
      return refusal.code();
    }
  }

  private List<Path> entries(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.toList();
    }
  }

  @Test
  void givesABundleThatVerifiesAndGnuToolsAgree() throws Exception {
    Path bundle = build().folder();

    assertEquals(ExitCode.DONE, verified(bundle));
    Commands.Ended signature =
        Commands.run(
            bundle, "gpgv", "--keyring", "./keys/bundle.gpg", "SHA256SUMS.asc", "SHA256SUMS");
    assertEquals(0, signature.code(), signature.output());
    Commands.Ended sums = Commands.run(bundle, "sha256sum", "--check", "--quiet", "SHA256SUMS");
    assertEquals(new Commands.Ended(0, ""), sums);
  }

  private void withoutInLock(String name) throws IOException {
    Path file = folder.resolve("lock.json");
    Lock lock = LockFile.read(file);
    Lock less =
        new Lock(
            lock.target(),
            lock.resolver(),
            lock.inputs(),
            lock.suites(),
            lock.packages().stream().filter(one -> !one.id().name().equals(name)).toList());
    Files.writeString(
        file,
        LockFile.text(
            less.with(lock.artifacts().stream().filter(one -> !one.name().equals(name)).toList())));
  }

  private Refusal refusedBuild() {
    return assertThrows(Refusal.class, this::build);
  }

  @Test
  void refusesALockThatLostWhatTheManifestAsksFor() throws Exception {
    artifacts = "artifacts:\n" + repository.artifact("tool", "content");
    wanted = "service, unrelated";
    new Locking(session(folder.resolve("cache")))
        .lock(
            new Locking.Request(
                Target.parse("debian13"),
                Optional.of(manifest()),
                Map.of(),
                false,
                Optional.of(folder.resolve("lock.json"))));
    String whole = Files.readString(folder.resolve("lock.json"));

    for (String lost : List.of("unrelated", "tool")) {
      Files.writeString(folder.resolve("lock.json"), whole);
      withoutInLock(lost);

      Refusal refusal = refusedBuild();

      assertEquals(ExitCode.USAGE, refusal.code());
      assertEquals(lost, refusal.problems().getFirst().where());
    }
  }

  @Test
  void leavesNothingOfABundleToTheCacheOrToAnother() throws Exception {
    Path bundle = build().folder();

    try (Stream<Path> files = Files.walk(bundle)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertEquals(1, Files.getAttribute(file, "unix:nlink"), file.toString());
      }
    }
  }

  @Test
  void buildsAnewWhereAByteOfABundleWasChanged() throws Exception {
    Path bundle = build().folder();
    Path changed = bundle.resolve("README.txt");
    byte[] content = Files.readAllBytes(changed);
    content[20] ^= 1;
    FileTime time = Files.getLastModifiedTime(changed);
    Files.write(changed, content);
    Files.setLastModifiedTime(changed, time);

    assertFalse(build().unchanged());
    assertEquals(ExitCode.DONE, verified(bundle));
    assertTrue(build().unchanged());
  }

  @Test
  void saysThatTheFolderToPutABundleIntoIsAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    Refusal refusal =
        assertThrows(Refusal.class, () -> build(folder.resolve("cache"), file, false));

    assertEquals(ExitCode.USAGE, refusal.code());
  }

  @Test
  void verifiesABundleThroughALinkAndCallsAMistypedPathMistyped() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), build().folder());

    assertEquals(ExitCode.DONE, verified(link));
    assertEquals(ExitCode.USAGE, verified(folder.resolve("mistyped")));
  }

  @Test
  void saysThatMirrorsAreOlderThanTheLock() throws Exception {
    build();
    repository.publishedOn(TestRepository.DATE.minusSeconds(1));

    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> build(folder.resolve("other-cache"), folder.resolve("other-out"), false));

    assertEquals(ExitCode.DOWNGRADE, refusal.code());
  }

  @Test
  void bringsFilesThatAreNoPackagesAndTheyVerifyLikeAllElse() throws Exception {
    artifacts = "artifacts:\n" + repository.artifact("tool", "#!/bin/sh\necho works\n");

    Path bundle = build().folder();

    assertEquals(ExitCode.DONE, verified(bundle));
    assertEquals(new Commands.Ended(0, "works\n"), Commands.run(bundle, bundle + "/files/tool"));
    Files.writeString(bundle.resolve("files/tool"), "altered");
    assertEquals(ExitCode.NOT_TRUSTED, verified(bundle));
  }

  @Test
  void lockIsStaleOnceAnArtifactIsAskedForOtherwise() throws Exception {
    artifacts = "artifacts:\n" + repository.artifact("tool", "one");
    build();

    artifacts = "artifacts:\n" + repository.artifact("tool", "two");

    Refusal refusal = assertThrows(Refusal.class, this::build);
    assertEquals(ExitCode.USAGE, refusal.code());
  }

  @Test
  void givesTheSameBytesFromAnEmptyCacheInAnotherFolder() throws Exception {
    Path first = build().folder();
    Path second = build(folder.resolve("cache2"), folder.resolve("elsewhere"), false).folder();

    Commands.Ended difference =
        Commands.run(folder, "diff", "-r", first.toString(), second.toString());
    assertEquals(new Commands.Ended(0, ""), difference);
    assertEquals(listing(first), listing(second));
  }

  private static String listing(Path bundle) throws Exception {
    return Commands.run(bundle, "sh", "-c", "find . -printf '%p %m %y %TY-%Tm-%Td %TT\\n' | sort")
        .output();
  }

  @Test
  void knowsThatNothingChanged() throws Exception {
    build();

    assertTrue(build().unchanged());
  }

  @Test
  void buildsAgainWhereAFileOfTheBundleIsGone() throws Exception {
    Path bundle = build().folder();
    Files.delete(bundle.resolve("README.txt"));

    assertFalse(build().unchanged());
    assertEquals(ExitCode.DONE, verified(bundle));
  }

  @Test
  void needsNoNetworkForWhatItFetchedBefore() throws Exception {
    build();
    repository.remove("dists/stable/InRelease");

    assertFalse(build(folder.resolve("cache"), folder.resolve("offline"), true).unchanged());
  }

  @Test
  void leavesNothingHalfDoneWhereAPackageWasTamperedWith() throws Exception {
    repository.tamper("pool/library_1.5_amd64.deb");

    Refusal refusal = assertThrows(Refusal.class, this::build);

    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
    assertEquals(List.of(), entries("out"));
    repository.tamper("pool/library_1.5_amd64.deb");
    assertEquals(ExitCode.DONE, verified(build().folder()));
  }

  @Test
  void takesThePlaceOfWhatAKilledRunLeft() throws Exception {
    Path left = folder.resolve("out/pgv-debian13-2026.11.19.partial/repo");
    Files.createDirectories(left);
    Files.writeString(left.resolve("half"), "x");

    Path bundle = build().folder();

    assertEquals(ExitCode.DONE, verified(bundle));
    assertEquals(List.of(bundle), entries("out"));
  }

  @Test
  void refusesALockThatSomebodyEdited() throws Exception {
    build();
    Path lock = folder.resolve("lock.json");
    String text = Files.readString(lock);
    Files.writeString(lock, text.replace("\"version\" : \"1.5\"", "\"version\" : \"1.6\""));

    Refusal refusal = assertThrows(Refusal.class, this::build);

    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
  }

  @Test
  void noticesThatTheCacheWasAlteredAndMendsIt() throws Exception {
    Building.Done done = build();
    Session session = session(folder.resolve("cache"));
    Path kept =
        session.workplace().store().path(done.lock().find("library").orElseThrow().file().sha256());
    byte[] content = Files.readAllBytes(kept);
    content[0] ^= 1;
    Files.write(kept, content);
    Path other = folder.resolve("other");

    Refusal refusal =
        assertThrows(Refusal.class, () -> build(folder.resolve("cache"), other, false));

    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
    Path mended = build(folder.resolve("cache"), other, false).folder();
    assertEquals(ExitCode.DONE, verified(mended));
  }

  @Test
  void saysThatTheDiskOfTheCacheIsTooSmall() throws Exception {
    Path small = Files.createDirectories(folder.resolve("small"));
    Commands.Ended mounted =
        Commands.run(folder, "mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", small.toString());
    assertEquals(0, mounted.code(), mounted.output());
    try {
      repository.add("large", "1".repeat(64)).publish("stable", Optional.empty());
      wanted = "large";

      Refusal refusal =
          assertThrows(Refusal.class, () -> build(small, folder.resolve("out"), false));

      assertEquals(ExitCode.FAILED, refusal.code());
      assertTrue(refusal.problems().getFirst().hint().contains("PGV_CACHE"));
    } finally {
      Commands.run(folder, "umount", small.toString());
    }
  }

  @Test
  void isRefusedWithAnyByteChangedOrAFileMoreOrLess() throws Exception {
    Path bundle = build().folder();
    Path readme = bundle.resolve("README.txt");
    byte[] content = Files.readAllBytes(readme);

    Files.write(readme, new byte[] {'x'}, StandardOpenOption.WRITE);
    assertEquals(ExitCode.NOT_TRUSTED, verified(bundle), "one byte changed");
    Files.delete(readme);
    assertEquals(ExitCode.NOT_TRUSTED, verified(bundle), "a file less");
    Files.write(readme, content);
    assertEquals(ExitCode.DONE, verified(bundle));
    Files.writeString(bundle.resolve("repo/more"), "x");
    assertEquals(ExitCode.NOT_TRUSTED, verified(bundle), "a file more");
  }
}
