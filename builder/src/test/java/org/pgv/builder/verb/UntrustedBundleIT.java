package org.pgv.builder.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.builder.Commands;
import org.pgv.builder.TestRepository;
import org.pgv.builder.key.SigningKeys;
import org.pgv.builder.workplace.Workplace;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Target;
import org.pgv.pki.openpgp.SigningKey;

/**
 * What can be done with a bundle before anything of ours has verified it: by what it starts, and by
 * what its README tells a person to do.
 */
class UntrustedBundleIT {
  private static final Clock CLOCK =
      Clock.fixed(TestRepository.DATE.plusSeconds(3600), ZoneOffset.UTC);

  /** Without the installer in it, Java ends like this once it was started. */
  private static final int NO_MAIN_CLASS = 1;

  private static final int NOT_TRUSTED = 3;

  @TempDir private static Path temporary;
  private static Path original = Path.of("");
  private static String fingerprint = "";

  @TempDir private Path folder;

  @BeforeAll
  static void build() throws Exception {
    try (TestRepository repository =
        new TestRepository(temporary.resolve("mirror"))
            .add("service", "2.0")
            .publish("stable", Optional.empty())) {
      Session session =
          new Session(
              new Workplace(temporary.resolve("cache"), temporary.resolve("home")),
              Map.of(),
              temporary.resolve("no-apt"),
              CLOCK,
              Reporter.silent());
      SigningKeys keys = new SigningKeys(session.workplace().signingKey(), Optional.empty(), CLOCK);
      original =
          new Building(
                  session,
                  new Locking(session),
                  keys,
                  SmallInstallation.jars(),
                  SmallInstallation.linker())
              .build(
                  new Building.Request(
                      new Locking.Request(
                          Target.parse("debian13"),
                          Optional.of(repository.manifest(temporary, "service")),
                          Map.of(),
                          false,
                          Optional.of(temporary.resolve("lock.json"))),
                      temporary.resolve("out"),
                      Optional.empty(),
                      Optional.empty()))
              .folder();
      fingerprint = keys.find().orElseThrow().fingerprint().hex();
    }
  }

  @AfterAll
  static void onlyCopiesWereAltered() throws Exception {
    assertEquals(
        new Commands.Ended(0, ""),
        Commands.run(original, "sha256sum", "--check", "--quiet", "SHA256SUMS"));
  }

  /** The person's checks pass the genuine files, and Java looks for this one beside its own. */
  @Test
  void aLibraryBesideJavasOwnIsRefusedBeforeJavaLoadsIt() throws Exception {
    Path bundle = copy();
    Files.writeString(bundle.resolve("runtime/lib/libdl.so.2"), "no library");
    Commands.Ended java = Commands.run(bundle, "runtime/bin/java", "-version");
    assertTrue(java.code() != 0 && java.output().contains("libdl.so.2"), java.output());

    Commands.Ended started = start(bundle, Map.of());

    assertEquals(NOT_TRUSTED, started.code(), started.output());
    assertTrue(
        started.output().startsWith("error: these files do not belong to the bundle: runtime/lib"),
        started.output());
  }

  @Test
  void whateverWayItIsStartedItLooksFirst() throws Exception {
    Path bundle = copy();
    Files.writeString(bundle.resolve("more"), "");
    Path program =
        Files.createSymbolicLink(
            folder.resolve("pgv-install"), bundle.resolve("runtime/bin/pgv-install"));

    assertEquals(NOT_TRUSTED, Commands.run(folder, program.toString()).code());
    assertEquals(NOT_TRUSTED, Commands.run(bundle.resolve("repo"), "../install.sh").code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox"})
  void everyShellTakesTheGenuineBundleAndRefusesEachAlteration(String shell) throws Exception {
    assertEquals(new Commands.Ended(0, ""), check(shell, original));
    assertEquals(new Commands.Ended(0, ""), check(shell, small()));

    for (String alteration :
        List.of(
            "echo x >more",
            "mkdir -p new/one && echo x >new/one/file",
            "echo x >-rf",
            "echo x >'a\\b'",
            "echo x >'runtime/bin/java '",
            // Prints as two files that are in the list.
            "mkdir \"$(printf 'runtime/bin/java\\n"
                + ".')\" && echo x >\"$(printf 'runtime/bin/java\\n"
                + "./README.txt')\"",
            "echo x >\"$(printf 'caf\\303\\251')\"",
            "ln -s /etc/passwd runtime/lib/libdl.so.2",
            "mv README.txt .. && ln -s ../README.txt README.txt",
            "mv repo .. && ln -s ../repo repo",
            "mkfifo repo/pipe",
            "rm README.txt && mkfifo README.txt",
            "chmod 0666 README.txt",
            "chmod 0775 runtime/lib",
            "chmod 0777 .",
            "chmod 4755 runtime/bin/java",
            "chown 4711 README.txt",
            "rm SHA256SUMS",
            ": >SHA256SUMS",
            "mv SHA256SUMS .. && ln -s ../SHA256SUMS SHA256SUMS",
            "rm SHA256SUMS && ln -s nowhere SHA256SUMS",
            "rm SHA256SUMS && mkfifo SHA256SUMS",
            "rm SHA256SUMS && mkdir SHA256SUMS",
            "truncate -s 300M SHA256SUMS")) {
      Path bundle = small();
      run(bundle, alteration);

      Commands.Ended refused = check(shell, bundle);

      assertEquals(NOT_TRUSTED, refused.code(), alteration + ": " + refused.output());
      assertTrue(refused.output().startsWith("error: "), refused.output());
      assertTrue(
          refused.output().chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~')),
          refused.output());
    }
  }

  @Test
  void whatItStartsWithMustBeThere() throws Exception {
    for (String name :
        List.of(
            "lib/check-bundle.sh", "lib/start-java.sh", "lib/compiler-directives", "bin/java")) {
      Path bundle = copy();
      Files.delete(bundle.resolve("runtime").resolve(name));

      assertEquals(NOT_TRUSTED, start(bundle, Map.of()).code(), name);
    }
  }

  @Test
  void aMediumWhereEverythingIsAProgramIsTaken() throws Exception {
    Path bundle = copy();
    run(bundle, "find . -type f -exec chmod 0755 {} +");

    assertEquals(0, check("dash", bundle).code());
  }

  @Test
  void javaIsNotToldWhatToLoadByTheEnvironment() throws Exception {
    Path bundle = copy();
    String agent = "-javaagent:" + folder.resolve("agent.jar");
    Map<String, String> told =
        Map.of(
            "JDK_JAVA_OPTIONS", agent,
            "JAVA_TOOL_OPTIONS", agent,
            "_JAVA_OPTIONS", agent,
            "JDK_AOT_VM_OPTIONS", agent);

    assertEquals(start(bundle, Map.of()), start(bundle, told));
  }

  @Test
  void aClassCacheThatOthersCanHaveMadeIsNotUsed() throws Exception {
    Path bundle = copy();
    Path home = folder.resolve("home");
    Path cache = Files.createDirectories(home.resolve("cache"));
    run(home, "chmod 0700 . cache");
    assertTrue(usesCacheOf(bundle, home));

    run(home, "chmod 0777 cache");
    assertFalse(usesCacheOf(bundle, home), "others may write to the cache");
    run(home, "chmod 0700 cache && chmod 0775 .");
    assertFalse(usesCacheOf(bundle, home), "others may write beside it");
    run(home, "chmod 0700 . && chown 4711 cache");
    assertFalse(usesCacheOf(bundle, home), "it belongs to somebody else");
    Files.move(cache, folder.resolve("theirs"));
    Files.createSymbolicLink(cache, folder.resolve("theirs"));
    assertFalse(usesCacheOf(bundle, home), "it leads somewhere else");
  }

  @Test
  void withoutAHomeNoCacheIsLookedForWhereAnybodyMayWrite() throws Exception {
    Path bundle = copy();
    run(folder, "chmod 0755 . && chmod -R go+rX . && chown -R 4711 pgv-*");

    Commands.Ended traced =
        Commands.run(
            bundle,
            "setpriv",
            "--reuid=4711",
            "--regid=4711",
            "--clear-groups",
            "env",
            "-u",
            "HOME",
            "-u",
            "PGV_HOME",
            "sh",
            "-x",
            "runtime/bin/pgv-install",
            "plan");

    assertEquals(NO_MAIN_CLASS, traced.code(), traced.output());
    assertFalse(traced.output().contains("AOTMode"), traced.output());
    assertFalse(traced.output().contains("/tmp/.local"), traced.output());
  }

  /** Each command of the bundle's README, as written, for a person who was told the fingerprint. */
  @Test
  void aPersonsChecksPassTheGenuineBundle() throws Exception {
    Path bundle = copy();

    for (Checked one : person(bundle)) {
      switch (one.step()) {
        case SIGNATURE -> assertTrue(one.says(fingerprint), one.toString());
        case FILES -> assertEquals("", one.printed(), one.toString());
      }
    }
  }

  @Test
  void aPersonIsNotFooledByAKeyringThatIsNotTheKeyThatWasShown() throws Exception {
    Path bundle = copy();
    SigningKey foreign = key("pgv bundle signing key");
    byte[] sums = Files.readAllBytes(bundle.resolve("SHA256SUMS"));
    Files.write(bundle.resolve("keys/bundle.gpg"), foreign.publicKey().binary());
    String text =
        Files.readString(bundle.resolve("SHA256SUMS"))
            .replaceAll(
                "[0-9a-f]{64}  keys/bundle.gpg",
                Commands.run(bundle, "sha256sum", "keys/bundle.gpg").output().strip());
    assertNotEquals(new String(sums, StandardCharsets.UTF_8), text);
    Files.writeString(bundle.resolve("SHA256SUMS"), text);
    Files.writeString(
        bundle.resolve("SHA256SUMS.asc"),
        foreign.signDetached(text.getBytes(StandardCharsets.UTF_8), CLOCK.instant()));

    for (Checked one : person(bundle)) {
      if (one.step() == Step.SIGNATURE) {
        assertEquals("", one.printed(), one.toString());
      }
    }
  }

  @Test
  void aPersonSeesWhatDoesNotBelongThere() throws Exception {
    for (String alteration :
        List.of(
            "echo x >runtime/lib/libdl.so.2",
            "ln -s /etc/passwd runtime/lib/libdl.so.2",
            "rm README.txt && ln -s /etc/passwd README.txt",
            "mkfifo more",
            "echo x >-n",
            "mkdir \"$(printf 'runtime/bin/java\\n"
                + ".')\" && echo x >\"$(printf 'runtime/bin/java\\n"
                + "./README.txt')\"",
            "echo x >>install.sh")) {
      Path bundle = copy();
      String readme = Files.readString(bundle.resolve("README.txt"));
      run(bundle, alteration);

      boolean seen =
          person(bundle, readme).stream()
              .anyMatch(one -> one.step() == Step.FILES && !one.printed().isEmpty());

      assertTrue(seen, alteration);
    }
  }

  private enum Step {
    /** Must print the fingerprint. */
    SIGNATURE,
    /** Must print nothing. */
    FILES
  }

  private record Checked(Step step, String script, String printed) {
    boolean says(String text) {
      return printed.contains(text);
    }
  }

  private static List<Checked> person(Path bundle) throws Exception {
    return person(bundle, Files.readString(bundle.resolve("README.txt")));
  }

  /** What each command of the README prints, but those that start the installer. */
  private static List<Checked> person(Path bundle, String readme) throws Exception {
    List<Checked> checked = new ArrayList<>();
    String told = "";
    for (String block : readme.split("\n\\s*\n", -1)) {
      if (!block.startsWith("    ") || block.contains("./install.sh")) {
        continue;
      }
      if (block.contains("=FINGERPRINT")) {
        told = block.replace("FINGERPRINT", fingerprint) + "\n";
        continue;
      }
      Step step = block.contains("SHA256SUMS.asc SHA256SUMS") ? Step.SIGNATURE : Step.FILES;
      Process shell =
          new ProcessBuilder("timeout", "20", "sh", "-c", told + block)
              .directory(bundle.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      // What does not print in words: sha256sum says on the other stream that a link is broken.
      checked.add(new Checked(step, block, shell.waitFor() == 124 ? "it did not end" : printed));
    }
    assertEquals(4, checked.size(), readme);
    return checked;
  }

  private static SigningKey key(String name) {
    return SigningKey.generate(name, TestRepository.DATE, new SecureRandom());
  }

  private Path copy() throws Exception {
    Path bundle = folder.resolve(original.getFileName().toString());
    run(folder, "rm -rf '" + bundle + "' README.txt SHA256SUMS repo && cp -a '" + original + "' .");
    return bundle;
  }

  /** As far as the shell looks; to be altered often. */
  private Path small() throws Exception {
    Path bundle = folder.resolve("small");
    run(
        folder,
        """
        rm -rf small README.txt SHA256SUMS repo
        mkdir -p small/runtime/bin small/runtime/lib small/repo
        cd small
        for file in README.txt install.sh runtime/bin/java runtime/lib/libjli.so repo/a.deb; do
          echo "$file" >"$file"
        done
        chmod 0755 install.sh runtime/bin/java
        find * -type f -exec sha256sum {} + >../SHA256SUMS
        mv ../SHA256SUMS SHA256SUMS
        echo signature >SHA256SUMS.asc
        """);
    return bundle;
  }

  private static void run(Path where, String script) throws Exception {
    Commands.Ended ended = Commands.run(where, "sh", "-euc", script);
    assertEquals(0, ended.code(), script + ": " + ended.output());
  }

  private Commands.Ended start(Path bundle, Map<String, String> environment) throws Exception {
    Map<String, String> all = new java.util.HashMap<>(environment);
    all.put("PGV_HOME", folder.resolve("nowhere/home").toString());
    return Commands.run(bundle, all, List.of(bundle.resolve("install.sh").toString(), "verify"));
  }

  /** Only the check, by one shell with the programs that come with it. */
  private Commands.Ended check(String shell, Path bundle) throws Exception {
    String script =
        ". '" + original + "/runtime/lib/check-bundle.sh'; check_bundle '" + bundle + "'";
    if (!shell.equals("busybox")) {
      return Commands.run(folder, shell, "-euc", script);
    }
    Path programs = Files.createDirectories(folder.resolve("programs"));
    for (String name : List.of("awk", "find", "ls", "sed", "tr")) {
      Path link = programs.resolve(name);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Path.of("/bin/busybox"));
      }
    }
    return Commands.run(
        folder, Map.of("PATH", programs.toString()), List.of("/bin/busybox", "sh", "-euc", script));
  }

  /** Whether a run leaves the record there that a cache is made from. */
  private static boolean usesCacheOf(Path bundle, Path home) throws Exception {
    Commands.Ended traced =
        Commands.run(
            bundle,
            Map.of("PGV_HOME", home.toString()),
            List.of("sh", "-x", "runtime/bin/pgv-install", "plan"));
    assertEquals(NO_MAIN_CLASS, traced.code(), traced.output());
    try (Stream<Path> left = Files.list(home.resolve("cache"))) {
      left.forEach(UntrustedBundleIT::remove);
    }
    return traced.output().contains("AOTMode=record");
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
