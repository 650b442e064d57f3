package org.pgv.builder.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.pgv.builder.Commands;
import org.pgv.builder.workplace.Workplace;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Target;

/** What is chosen for an empty root, each package as NEVRA@REPOSITORY; nothing for no answer. */
final class Choices {
  private Choices() {}

  /**
   * What dnf 4 chooses.
   *
   * @param place its part {@code repos} holds the {@code .repo} files
   * @param words as the script takes them
   */
  static Collection<String> ofDnf(Path place, List<String> words) throws Exception {
    Path script = place.resolve("dnf-choice.py");
    try (InputStream own = Choices.class.getResourceAsStream("dnf-choice.py")) {
      Files.write(script, Objects.requireNonNull(own).readAllBytes());
    }
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/python3", script.toString(), place.toString()));
    command.addAll(words);
    Commands.Ended ended =
        Commands.run(place, Map.of("LC_ALL", "C.UTF-8", "no_proxy", "*"), command);
    assertEquals(0, ended.code(), ended.output());
    return new TreeSet<>(ended.output().lines().filter(line -> line.contains("@")).toList());
  }

  /** What is locked. */
  static Collection<String> ofOurs(Path place, Path manifest) throws Exception {
    Session session =
        new Session(
            new Workplace(place.resolve("pgv-cache"), place.resolve("home")),
            Map.of(),
            place.resolve("no-apt"),
            Clock.systemUTC(),
            Reporter.silent());
    Locking.Request request =
        new Locking.Request(
            Target.parse("el9"),
            Optional.of(manifest),
            Map.of(),
            false,
            Optional.of(place.resolve("lock.json")));
    Collection<String> chosen = new TreeSet<>();
    try {
      for (LockedPackage one : new Locking(session).lock(request).lock().packages()) {
        chosen.add(
            one.id().name()
                + "-"
                + one.id().version()
                + "."
                + one.id().architecture()
                + "@"
                + one.origin().repository());
      }
    } catch (Refusal refusal) {
      assertEquals(ExitCode.FAILED, refusal.code(), refusal.getMessage());
    }
    return chosen;
  }
}
