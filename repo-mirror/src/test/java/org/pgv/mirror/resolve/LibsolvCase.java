package org.pgv.mirror.resolve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pgv.mirror.universe.RpmRepository;
import org.pgv.mirror.universe.RpmSystem;
import org.pgv.mirror.universe.RpmUniverse;

/**
 * One job of one case of libsolv's suite: repositories, what is asked for, what must come of it.
 */
final class LibsolvCase {
  /** What changes nothing for an empty system, or is how we always resolve. */
  private static final Set<String> KNOWN_FLAGS =
      Set.of(
          "ignorerecommended",
          "allowvendorchange",
          "keepexplicitobsoletes",
          "bestobeypolicy",
          "keeporphans",
          "yumobsoletes",
          "implicitobsoleteusescolors");

  private static final Set<String> KNOWN_JOB_FLAGS = Set.of("[forcebest]", "[setevr]");

  final String name;
  final List<String> lines;

  LibsolvCase(String name, List<String> lines) {
    this.name = name;
    this.lines = List.copyOf(lines);
  }

  /** The jobs of a file; each sees the repositories that stand before the first. */
  static List<LibsolvCase> read(Path folder, Path file) {
    List<String> shared = new ArrayList<>();
    List<LibsolvCase> cases = new ArrayList<>();
    List<String> current = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        boolean common = cases.isEmpty() && shared(line);
        if (line.startsWith("nextjob")) {
          cases.add(new LibsolvCase(label(folder, file, cases), join(shared, current)));
          current.clear();
        } else {
          (common ? shared : current).add(line.strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cases.add(new LibsolvCase(label(folder, file, cases), join(shared, current)));
    return cases;
  }

  private static String label(Path folder, Path file, List<LibsolvCase> before) {
    return folder.relativize(file) + " " + (before.size() + 1);
  }

  private static boolean shared(String line) {
    return line.startsWith("#>=")
        || line.startsWith("repo ")
        || line.startsWith("system ")
        || line.startsWith("feature ")
        || line.startsWith("poolflags ");
  }

  private static List<String> join(List<String> shared, List<String> own) {
    List<String> all = new ArrayList<>(shared);
    all.addAll(own);
    return all;
  }

  /** Why we do not do what the case tests; empty where we do. */
  Optional<String> leftOut() {
    for (String line : lines) {
      String[] words = line.split("\\s+", -1);
      switch (words[0]) {
        case "repo" -> {
          if (words[1].equalsIgnoreCase("system") || words[1].equals("@System")) {
            if (!words[3].equals("empty")) {
              return Optional.of("starts from an installed system");
            }
          }
        }
        case "system" -> {
          if (words.length > 2 && words[2].equals("deb")) {
            return Optional.of("not RPM");
          }
        }
        case "solverflags", "poolflags" -> {
          for (String flag : List.of(words).subList(1, words.length)) {
            if (!KNOWN_FLAGS.contains(flag)) {
              return Optional.of("solver flag " + flag + ", which dnf does not set");
            }
          }
        }
        case "disable", "namespace" -> {
          return Optional.of(words[0] + " is no part of a request");
        }
        case "result" -> {
          if (!words[1].startsWith("transaction") && !words[1].equals("rules")) {
            return Optional.of("tests libsolv's " + words[1] + ", not an answer");
          }
        }
        case "job" -> {
          Optional<String> reason = leftOut(words);
          if (reason.isPresent()) {
            return reason;
          }
        }
        default -> {}
      }
    }
    if (lines.stream().noneMatch(line -> line.startsWith("job "))) {
      return Optional.of("asks for nothing");
    }
    return meansSeveralArchitectures()
        ? Optional.of("leaves the architecture of what it asks for open, which dnf never does")
        : Optional.empty();
  }

  private boolean meansSeveralArchitectures() {
    RpmUniverse universe = universe();
    return request().wanted().stream()
        .flatMap(wanted -> universe.meant(wanted.relation()).stream())
        .anyMatch(
            candidate ->
                universe.named(candidate.name()).stream()
                    .anyMatch(other -> universe.coinstallable(candidate, other)));
  }

  private static Optional<String> leftOut(String[] words) {
    if (!words[1].equals("install")) {
      return Optional.of("job " + words[1] + ", not install");
    }
    if (words[2].equals("oneof")) {
      return Optional.of("asks for one of several packages");
    }
    for (String word : words) {
      if (word.startsWith("[") && !KNOWN_JOB_FLAGS.contains(word)) {
        return Optional.of("job flag " + word);
      }
    }
    return Optional.empty();
  }

  RpmUniverse universe() {
    List<RpmRepository> repositories = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    String[] repository = {};
    for (String line : lines) {
      if (line.startsWith("repo ")) {
        add(repository, tags, repositories);
        repository = line.split("\\s+", -1);
        tags.clear();
      } else if (line.startsWith("#>=")) {
        tags.add(line.substring(2));
      }
    }
    add(repository, tags, repositories);
    return new RpmUniverse(repositories, RpmSystem.of("x86_64"));
  }

  private static void add(String[] repository, List<String> tags, List<RpmRepository> to) {
    if (repository.length > 0 && !repository[1].equals("system")) {
      int priority = Integer.parseInt(repository[2].split("\\.", -1)[0]);
      to.add(
          new RpmRepository(TestTags.read(repository[1], tags), _ -> List.of(), -priority, 1000));
    }
  }

  Request request() {
    List<Wanted> wanted = new ArrayList<>();
    boolean best = false;
    boolean weak = true;
    for (String line : lines) {
      if (line.startsWith("job ")) {
        best |= line.contains("[forcebest]");
        wanted.add(new Wanted(relation(line.replaceAll("\\[.*", "").strip()), "test"));
      }
      weak &= !(line.startsWith("solverflags") && line.contains("ignorerecommended"));
    }
    Recommends recommends = weak ? Recommends.ALL : Recommends.NONE;
    return new Request(wanted, List.of(), List.of(), recommends, best);
  }

  /** The request, and every package besides, so that nothing is out of reach. */
  Request everything() {
    List<Wanted> wanted = new ArrayList<>(request().wanted());
    for (String line : lines) {
      if (line.startsWith("#>=Pkg:")) {
        wanted.add(new Wanted(Relation.any(line.split("\\s+", -1)[1]), "everything"));
      }
    }
    return new Request(wanted);
  }

  /** Whether a clause says something of the packages that were asked for. */
  boolean concerns(Clause clause) {
    String asked = request().wanted().getFirst().relation().name();
    return switch (clause.origin) {
      case Origin.Need(Candidate by, Requirement _) -> by.name().equals(asked);
      case Origin.Clash(Candidate by, Requirement _, Candidate _) -> by.name().equals(asked);
      case Origin.Barred(Candidate by, Requirement _) -> by.name().equals(asked);
      default -> false;
    };
  }

  private static Relation relation(String job) {
    String[] words = job.split("\\s+", -1);
    if (words[2].equals("pkg")) {
      String nevra = words[3].replaceAll("@.*", "");
      String[] parts = nevra.substring(0, nevra.lastIndexOf('.')).split("-", -1);
      int last = parts.length - 1;
      String name = String.join("-", List.of(parts).subList(0, last - 1));
      return Relation.of(name, Comparison.EXACTLY, parts[last - 1] + "-" + parts[last]);
    }
    return words.length > 5
        ? Relation.of(words[3], Comparison.EXACTLY, words[5])
        : Relation.any(words[3]);
  }

  boolean judgesRules() {
    return lines.stream().anyMatch(line -> line.startsWith("result rules"));
  }

  /** What must be installed; nothing where there must be no answer. */
  Optional<SortedSet<String>> installed() {
    SortedSet<String> expected = new TreeSet<>();
    for (String line : lines) {
      if (line.startsWith("#>problem")) {
        return Optional.empty();
      }
      if (line.startsWith("#>install ")) {
        expected.add(line.substring("#>install ".length()).replaceAll("@.*", ""));
      }
    }
    return Optional.of(expected);
  }

  /** The names of the installed packages that must go. */
  Set<String> erased() {
    Set<String> names = new HashSet<>();
    for (String line : lines) {
      if (line.startsWith("#>erase ")) {
        names.add(line.substring("#>erase ".length()).replaceAll("-1-1[.].*", ""));
      }
    }
    return names;
  }

  /**
   * The clauses between packages there must be, each a set of packages and what must not be
   * installed.
   */
  Set<Set<String>> rules() {
    Map<String, Set<String>> rules = new HashMap<>();
    for (String line : lines) {
      if (line.startsWith("#>rule pkg ")) {
        String[] words = line.split("\\s+", -1);
        rules.computeIfAbsent(words[2], _ -> new HashSet<>()).add(words[3].replaceAll("@.*", ""));
      }
    }
    return new HashSet<>(rules.values());
  }
}
