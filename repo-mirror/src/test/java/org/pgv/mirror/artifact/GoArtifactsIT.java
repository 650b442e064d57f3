package org.pgv.mirror.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.lock.LockedArtifact;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.manifest.GoProgram.GoModule;
import org.pgv.manifests.manifest.KnownContent;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.fetch.Patience;

/** Small real programs from a real proxy, built by a real toolchain that came from there, too. */
class GoArtifactsIT {
  private static final String SUM = "h1:cWGqM9DStn5Sc/S01ibBorrO6okOzKVbLc4FY/ax9+s=";
  private static final String PROGRAM =
      """
      - name: 2fa
        roles: [extra]
        licence: BSD-3-Clause
        go:
          module: rsc.io/2fa
          version: v1.2.0
          sum: h1:cWGqM9DStn5Sc/S01ibBorrO6okOzKVbLc4FY/ax9+s=
          linkerFlags: [-s, -w]
          carrySource: true
          toolchain:
            version: go1.26.8
            sums:
              linux-amd64: h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM=
              linux-arm64: h1:sYL/O6MqS68ML0kjsQ36WoYIpJqkw60TxizWUYUKQMc=
      """;

  private static final String PATCHED =
      PROGRAM
          + """
          patches:
            - |
              --- a/main.go
              +++ b/main.go
              @@ -95,2 +95,2 @@
               func usage() {
              -	fmt.Fprintf(os.Stderr, "usage:\\n")
              +	fmt.Fprintf(os.Stderr, "how to use it:\\n")
          """
              .indent(4);

  @TempDir private static Path folder;
  private static Optional<GoProxies> proxies = Optional.empty();
  private static ArtifactBench bench;
  private static List<LockedArtifact> locked = List.of();

  @BeforeAll
  static void build() throws Exception {
    proxies = GoProxies.ofThisMachine(System.getenv());
    assumeTrue(proxies.isPresent(), "no Go module proxy is known on this machine");
    bench = new ArtifactBench(folder.resolve("one"), proxies, Patience.usual());
    locked = bench.artifacts(PROGRAM).lock();
  }

  @AfterAll
  static void close() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  void anotherFolderGivesTheSameProgramToTheByte() throws Exception {
    Path other = folder.resolve("quite/another place");

    try (ArtifactBench second = new ArtifactBench(other, proxies, Patience.usual())) {
      assertEquals(locked, second.artifacts(PROGRAM).lock());
    }
  }

  @Test
  void programRunsAndItsSourceLiesBesideIt() throws Exception {
    Path program = bench.store().path(locked.getFirst().file().sha256());
    Files.copy(program, folder.resolve("2fa"));
    assertTrue(folder.resolve("2fa").toFile().setExecutable(true));

    assertTrue(output(folder.resolve("2fa").toString(), "-nonsense").contains("usage"));
    assertEquals("2fa-v1.2.0-source.zip", locked.getLast().name());
    assertEquals(SUM, ModuleHash.of(bench.store().path(locked.getLast().file().sha256())));
  }

  @Test
  void buildsAProgramWhosePatchCanBeSeenInIt() throws Exception {
    LockedArtifact program = bench.artifacts(PATCHED).lock().getFirst();

    Path file = folder.resolve("patched");
    Files.copy(bench.store().path(program.file().sha256()), file);
    assertTrue(file.toFile().setExecutable(true));
    assertTrue(output(file.toString(), "-nonsense").contains("how to use it"));
    assertTrue(program.origin().pins().containsKey("patch 1"), program.toString());
    assertNotEquals(locked.getFirst().file(), program.file());
  }

  @Test
  void refusesAPatchOfAnotherSource() throws Exception {
    String patched = PATCHED.replace(" func usage", " func other");

    Refusal refusal = assertThrows(Refusal.class, () -> bench.artifacts(patched).lock());

    assertEquals(ExitCode.USAGE, refusal.code());
    assertTrue(refusal.problems().getFirst().what().contains("main.go"), refusal.toString());
  }

  @Test
  void whatWasBuiltBeforeIsThereWithoutANetwork() throws Exception {
    assertEquals(locked, bench.offline(PROGRAM).lock());
    bench.offline(PROGRAM).provide(locked);
  }

  @Test
  void fetchesAModuleAgainThatTheDiskForgot() throws Exception {
    GoModule module = new GoModule("rsc.io/2fa", "v1.2.0", SUM);
    KnownContent archive = bench.modules().archive(module);
    Path place = bench.store().path(archive.sha256());
    Files.write(place, new byte[(int) archive.size()]);

    assertEquals(archive, bench.modules().archive(module));
    assertEquals(archive.sha256(), Sha256.of(place));
  }

  @Test
  void refusesAModuleWithAnotherSum() {
    String altered = PROGRAM.replace(SUM, "h1:" + "A".repeat(43) + "=");

    Refusal refusal = assertThrows(Refusal.class, () -> bench.artifacts(altered).lock());

    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
    assertTrue(refusal.problems().getFirst().what().contains(SUM), refusal.toString());
  }

  @Test
  void refusesALockThatSaysAnotherDigest() {
    List<LockedArtifact> other = List.of(altered(locked.getFirst()), locked.getLast());

    Refusal refusal = assertThrows(Refusal.class, () -> bench.artifacts(PROGRAM).provide(other));

    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
  }

  @Test
  void refusesALockWithAFileThatTheManifestDoesNotName() {
    LockedArtifact stray =
        new LockedArtifact(
            new LockedFile("stray", 1, Sha256.of("x")),
            true,
            locked.getFirst().origin(),
            "MIT",
            locked.getFirst().need());

    Refusal refusal =
        assertThrows(
            Refusal.class,
            () ->
                bench
                    .artifacts(PROGRAM)
                    .provide(List.of(locked.getFirst(), locked.getLast(), stray)));

    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
  }

  @Test
  void refusesASourceWhoseGoSumDoesNotKnowAllModules() {
    String hello =
        PROGRAM
            .replace("rsc.io/2fa", "rsc.io/hello")
            .replace("v1.2.0", "v1.0.0")
            .replace(SUM, "h1:CDmhdOARcor1WuRUvmE46PK91ahrSoEJqiCbf7FA56U=");

    Refusal refusal = assertThrows(Refusal.class, () -> bench.artifacts(hello).lock());

    assertTrue(refusal.problems().getFirst().what().contains("go.sum"), refusal.toString());
  }

  @Test
  void saysWhatToDoWhereAProxyDoesNotHaveTheModule() {
    String missing = PROGRAM.replace("v1.2.0", "v1.2.99");

    Refusal refusal = assertThrows(Refusal.class, () -> bench.artifacts(missing).lock());

    assertEquals(ExitCode.FAILED, refusal.code());
    assertTrue(refusal.problems().getFirst().hint().contains("GOPROXY"));
  }

  @Test
  void hashesAModuleAsGoItselfDoes() throws Exception {
    String said;
    try {
      said = output("go", "mod", "download", "-json", "rsc.io/2fa@v1.2.0");
    } catch (IOException e) {
      assumeTrue(false, "no Go on this machine to compare with");
      return;
    }

    assertTrue(said.contains("\"Sum\": \"" + SUM + "\""), said);
    assertEquals(SUM, ModuleHash.of(bench.store().path(locked.getLast().file().sha256())));
  }

  private static LockedArtifact altered(LockedArtifact one) {
    return new LockedArtifact(
        new LockedFile(one.name(), one.file().size(), Sha256.of("another")),
        one.executable(),
        one.origin(),
        one.licence(),
        one.need());
  }

  private static String output(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
