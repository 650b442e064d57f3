package org.pgv.builder.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.builder.Commands;

/** Starts the tool that the module's package phase made ready. */
class StartJavaIT {
  private static final Path SCRIPT =
      Path.of("src/main/resources/org/pgv/builder/assemble/start-java.sh").toAbsolutePath();
  private static final Path DIRECTIVES = SCRIPT.resolveSibling("compiler-directives");
  private static final String ONLY_WITH_THE_CACHE = "-XX:AOTMode=on";
  private static final String SAYING_WHERE_CLASSES_COME_FROM = "-Xlog:class+load";
  private static final String FROM_THE_CACHE = " source: shared objects file";
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @TempDir private static Path temporary;
  private static Path folder = Path.of("");
  private static Path cache = Path.of("");

  /** Making one takes a processor half a minute: what only looks at a cache shares this one. */
  @BeforeAll
  static void makeCache() throws Exception {
    folder = Files.createDirectory(temporary.resolve("with a blank"));
    cache = folder.resolve("classes");
    start("", "", "keys", "init");
    makeCache(cache);
  }

  private static void makeCache(Path prefix) throws Exception {
    Instant end = Instant.now().plus(LIMIT);
    while (!Files.exists(made(prefix))) {
      assertTrue(Instant.now().isBefore(end), "no cache was made");
      start(prefix, "");
      // Who makes the cache is nice, and would get nothing of a busy machine.
      Thread.sleep(1000);
    }
  }

  private static Path made(Path prefix) {
    return prefix.resolveSibling(prefix.getFileName() + ".aot");
  }

  private static Commands.Ended start(Path prefix, String flags) throws Exception {
    return start(prefix.toString(), flags, "keys", "show");
  }

  private static Commands.Ended startWithout() throws Exception {
    return start("", "", "keys", "show");
  }

  private static Commands.Ended start(String cache, String flags, String... arguments)
      throws Exception {
    String script = ". '" + SCRIPT + "'; start org.pgv.builder.cli.Main \"$@\"";
    return Commands.run(
        folder,
        Map.of(
            "java",
            System.getProperty("java.home") + "/bin/java",
            "class_path",
            classPath(),
            "flags",
            flags,
            "directives",
            DIRECTIVES.toString(),
            "cache",
            cache,
            "records",
            arguments.length == 0 ? "" : "yes",
            "PGV_HOME",
            folder.resolve("home").toString(),
            "PGV_CACHE",
            folder.resolve("cache").toString()),
        Stream.concat(Stream.of("sh", "-euc", script, "sh"), Stream.of(arguments)).toList());
  }

  private static String classPath() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target").toAbsolutePath())) {
      Path jar =
          files
              .filter(file -> file.getFileName().toString().matches("pgv-builder-[0-9.]+\\.jar"))
              .findFirst()
              .orElseThrow();
      return jar + ":" + Files.readString(Path.of("target/class-path"));
    }
  }

  @Test
  void aFirstRunLeavesARecordAndPrintsTheSame(@TempDir Path other) throws Exception {
    assertEquals(startWithout(), start(other.resolve("classes"), ""));

    assertTrue(Files.exists(other.resolve("classes.record")));
  }

  @Test
  void laterRunsStartWithTheCacheAndPrintTheSame() throws Exception {
    Commands.Ended without = startWithout();

    assertEquals(0, without.code(), without.output());
    assertEquals(without, start(cache, ""));
    assertEquals(without, start(cache, ONLY_WITH_THE_CACHE));
  }

  @Test
  void theCacheHasTheLibrariesToo() throws Exception {
    List<String> loaded = start(cache, SAYING_WHERE_CLASSES_COME_FROM).output().lines().toList();

    for (String library : List.of("picocli.", "org.bouncycastle.", "org.pgv.")) {
      List<String> classes = loaded.stream().filter(line -> line.contains("] " + library)).toList();
      long cached = classes.stream().filter(line -> line.endsWith(FROM_THE_CACHE)).count();
      assertTrue(classes.size() > 10 && cached > 0.9 * classes.size(), classes.toString());
    }
  }

  @Test
  void aRunThatIsNotToBeRecordedLeavesNothing(@TempDir Path none) throws Exception {
    start(none.resolve("classes").toString(), "");

    try (Stream<Path> files = Files.list(none)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void nobodyMakesACacheThatSomebodyMakesAlready(@TempDir Path other) throws Exception {
    Path prefix = other.resolve("classes");
    Files.createFile(other.resolve("classes.making"));

    assertEquals(startWithout(), start(prefix, ""));

    assertFalse(Files.exists(other.resolve("classes.record")));
  }

  @Test
  void aDamagedCacheIsPassedOver(@TempDir Path other) throws Exception {
    Path damaged = other.resolve("classes");
    Files.write(made(damaged), new byte[1 << 20]);

    assertEquals(startWithout(), start(damaged, ""));
  }

  @Test
  void aRecordOfNoUseIsMadeAnewAndAMakerWhoWasKilledIsForgotten(@TempDir Path other)
      throws Exception {
    Path prefix = other.resolve("classes");
    Files.write(other.resolve("classes.record"), new byte[1 << 20]);
    Path longAgo = Files.createFile(other.resolve("classes.making"));
    Files.setLastModifiedTime(longAgo, FileTime.from(Instant.now().minus(Duration.ofHours(1))));

    assertEquals(startWithout(), start(prefix, ""));
    makeCache(prefix);
  }
}
