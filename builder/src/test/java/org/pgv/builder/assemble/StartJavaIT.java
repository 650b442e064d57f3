package org.pgv.builder.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.builder.Commands;

/** Starts the tool that the module's package phase made ready. */
class StartJavaIT {
  private static final Path SCRIPT =
      Path.of("src/main/resources/org/pgv/builder/assemble/start-java.sh").toAbsolutePath();
  private static final String ONLY_WITH_THE_CACHE = "-XX:AOTMode=on";
  private static final String SAYING_WHERE_CLASSES_COME_FROM = "-Xlog:class+load";
  private static final String FROM_THE_CACHE = " source: shared objects file";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private Path folder;
  private Path made;

  @BeforeEach
  void place(@TempDir Path temporary) throws Exception {
    folder = Files.createDirectory(temporary.resolve("with a blank"));
    made = folder.resolve("classes.aot");
    start("", "", "keys", "init");
  }

  private Commands.Ended start(String cache, String flags, String... arguments) throws Exception {
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

  private Commands.Ended start(String flags) throws Exception {
    return start(folder.resolve("classes").toString(), flags, "keys", "show");
  }

  private Commands.Ended startWithout() throws Exception {
    return start("", "", "keys", "show");
  }

  private void makeCache() throws Exception {
    Instant end = Instant.now().plus(LIMIT);
    while (!Files.exists(made)) {
      assertTrue(Instant.now().isBefore(end), "no cache was made");
      start("");
    }
  }

  @Test
  void laterRunsStartWithACacheAndAllPrintTheSame() throws Exception {
    Commands.Ended without = startWithout();

    assertEquals(0, without.code(), without.output());
    assertEquals(without, start(""));
    assertTrue(Files.exists(folder.resolve("classes.record")));
    makeCache();
    assertEquals(without, start(ONLY_WITH_THE_CACHE));
  }

  @Test
  void theCacheHasTheLibrariesToo() throws Exception {
    makeCache();

    List<String> loaded = start(SAYING_WHERE_CLASSES_COME_FROM).output().lines().toList();

    for (String library : List.of("picocli.", "org.bouncycastle.", "org.pgv.")) {
      List<String> classes = loaded.stream().filter(line -> line.contains("] " + library)).toList();
      long cached = classes.stream().filter(line -> line.endsWith(FROM_THE_CACHE)).count();
      assertTrue(classes.size() > 10 && cached > 0.9 * classes.size(), classes.toString());
    }
  }

  @Test
  void aRunThatIsNotToBeRecordedLeavesNothing() throws Exception {
    Path none = Files.createDirectory(folder.resolve("none"));

    start(none.resolve("classes").toString(), "");

    try (Stream<Path> files = Files.list(none)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void aDamagedCacheIsPassedOver() throws Exception {
    makeCache();
    Files.write(made, new byte[1 << 20]);

    assertEquals(startWithout(), start(""));
  }

  @Test
  void aRecordOfNoUseIsMadeAnew() throws Exception {
    Files.write(folder.resolve("classes.record"), new byte[1 << 20]);

    assertEquals(startWithout(), start(""));
    makeCache();
  }
}
