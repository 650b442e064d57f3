package org.pgv.mirror.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgv.mirror.universe.RpmRepository;
import org.pgv.mirror.universe.RpmSystem;
import org.pgv.mirror.universe.RpmUniverse;

/** The cases of libsolv's own suite, as far as they are about installing into an empty system. */
class LibsolvTest {
  private static final Path CASES =
      Path.of(System.getProperty("pgv.testdata"), "resolver", "libsolv");
  private static final Path PAGE = Path.of("..", "docs", "reference", "resolver.md");
  private static final String BEGIN = "<!-- libsolv: written by LibsolvTest -->\n";
  private static final String END = "<!-- libsolv: end -->";

  @ParameterizedTest
  @MethodSource("supported")
  void answersAsLibsolvDoes(LibsolvCase one) {
    assumeTrue(one != NONE, "not run: no " + CASES);
    if (one.judgesRules()) {
      assertEquals(one.rules(), clauses(one), one.name);
    } else {
      assertEquals(one.installed(), answer(one), one.name);
    }
  }

  /**
   * Its cases of version ranges start from an installed system; what they test is what excludes
   * what.
   */
  @Test
  void rangesOfVersionsMeetAsLibsolvSays() throws IOException {
    Path folder = CASES.resolve("evrcmp");
    assumeTrue(Files.exists(folder), "not run: no " + folder);
    List<String> offering = Files.readAllLines(folder.resolve("system.repo"));
    List<String> excluding = Files.readAllLines(folder.resolve("conflicts.repo"));
    RpmUniverse universe =
        new RpmUniverse(
            List.of(
                new RpmRepository(TestTags.read("system", offering)),
                new RpmRepository(TestTags.read("conflicts", excluding))),
            RpmSystem.of("x86_64"));

    int judged = 0;
    for (LibsolvCase one : LibsolvCase.read(CASES, folder.resolve("testevr.t"))) {
      Set<String> erased = one.erased();
      for (String name : names(offering)) {
        Wanted there = new Wanted(Relation.any(name), "installed");
        List<Wanted> both = List.of(one.request().wanted().getFirst(), there);
        boolean possible =
            new Resolver(universe).resolve(new Request(both)) instanceof Resolution.Answer;
        assertEquals(!erased.contains(name), possible, one.name + ": " + both);
        judged++;
      }
    }
    assertTrue(judged > 500, judged + " judged");
  }

  private static List<String> names(List<String> tags) {
    return tags.stream()
        .filter(line -> line.startsWith("=Pkg:"))
        .map(line -> line.split(" ", -1)[1])
        .toList();
  }

  @Test
  void thePageSaysWhatIsSupportedAndWhatIsNot() throws IOException {
    assumeTrue(Files.exists(CASES), "not run: no " + CASES);
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    String written = page.substring(0, from) + table() + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, written);
    }

    assertEquals(written, Files.readString(PAGE), "run the tests with -Dgolden.update");
  }

  private static final LibsolvCase NONE = new LibsolvCase("none", List.of());

  static Stream<LibsolvCase> supported() {
    if (!Files.exists(CASES)) {
      return Stream.of(NONE);
    }
    return cases().filter(one -> one.leftOut().isEmpty());
  }

  private static Stream<LibsolvCase> cases() {
    try (Stream<Path> files = Files.walk(CASES)) {
      List<Path> sorted = files.filter(file -> file.toString().endsWith(".t")).sorted().toList();
      return sorted.stream().flatMap(file -> LibsolvCase.read(CASES, file).stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<SortedSet<String>> answer(LibsolvCase one) {
    return switch (new Resolver(one.universe()).resolve(one.request())) {
      case Resolution.Answer(List<Chosen> packages) -> {
        SortedSet<String> names = new TreeSet<>();
        packages.forEach(chosen -> names.add(chosen.candidate().toString()));
        yield Optional.of(names);
      }
      case Resolution.Impossible _ -> Optional.empty();
    };
  }

  private static Set<Set<String>> clauses(LibsolvCase one) {
    ByRule approach = new ByRule(one.universe(), one.everything());
    Set<Set<String>> clauses = new HashSet<>();
    for (Clause clause : approach.stated()) {
      if (!one.concerns(clause)) {
        continue;
      }
      Set<String> literals = new HashSet<>();
      for (int literal : clause.literals) {
        literals.add((literal < 0 ? "-" : "") + approach.candidate(Math.abs(literal)));
      }
      clauses.add(literals);
    }
    return clauses;
  }

  private static String table() {
    SortedMap<String, List<String>> left = new TreeMap<>();
    List<String> done = new ArrayList<>();
    cases()
        .forEach(
            one ->
                one.leftOut()
                    .ifPresentOrElse(
                        why -> left.computeIfAbsent(why, _ -> new ArrayList<>()).add(one.name),
                        () -> done.add(one.name)));
    StringBuilder table = new StringBuilder();
    int all = done.size() + left.values().stream().mapToInt(List::size).sum();
    table.append("Of %d jobs in libsolv's suite %d pass: ".formatted(all, done.size()));
    table.append(String.join(", ", done)).append(".\n\n");
    table.append("| left out because | jobs | which |\n| --- | --- | --- |\n");
    left.forEach(
        (why, names) ->
            table.append("| %s | %d | %s |\n".formatted(why, names.size(), files(names))));
    return table.toString();
  }

  private static String files(List<String> names) {
    return String.join(
        ", ", new TreeSet<>(names.stream().map(name -> name.replaceAll(" \\d+$", "")).toList()));
  }
}
