package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.problem.Spelling;
import org.pgv.mirror.deb.DebRelation;
import org.pgv.mirror.deb.DebVersion;
import org.pgv.mirror.deb.RelationField;

/**
 * A universe written down, one package a line: {@code NAME VERSION VERB…; VERB…} with the verbs
 * needs, likes, conflicts, provides (relations as in a control file) and {@code in REPOSITORY
 * PRIORITY}.
 */
final class World implements DebFamily {
  private final List<Line> packages;

  World(String text) {
    this(text.lines().map(String::strip).filter(l -> !l.isEmpty()).map(World::read).toList());
  }

  World(List<Line> packages) {
    this.packages = List.copyOf(packages);
  }

  /** A package that is nothing but what its line says. */
  static final class Line implements Candidate {
    final String name;
    final String version;
    final List<Requirement> requires = new ArrayList<>();
    final List<Requirement> recommends = new ArrayList<>();
    final List<Relation> conflicts = new ArrayList<>();
    final List<Relation> provides = new ArrayList<>();
    String repository = "main";
    int priority = 500;

    Line(String name, String version) {
      this.name = name;
      this.version = version;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String version() {
      return version;
    }

    @Override
    public String repository() {
      return repository;
    }

    @Override
    public int priority() {
      return priority;
    }

    @Override
    public List<Requirement> requires() {
      return requires;
    }

    @Override
    public List<Requirement> recommends() {
      return recommends;
    }

    @Override
    public List<Requirement> conflicts() {
      return conflicts.stream().map(Requirement::of).toList();
    }

    @Override
    public String toString() {
      return name + " " + version;
    }
  }

  private static Line read(String line) {
    String[] head = line.split("\\s+", 3);
    Line made = new Line(head[0], head[1]);
    for (String clause : head.length < 3 ? new String[0] : head[2].split(";", -1)) {
      String[] words = clause.strip().split("\\s+", 2);
      switch (words[0]) {
        case "needs" -> made.requires.addAll(requirements(words[1]));
        case "likes" -> made.recommends.addAll(requirements(words[1]));
        case "conflicts" -> made.conflicts.addAll(relations(words[1]));
        case "provides" -> made.provides.addAll(relations(words[1]));
        case "in" -> {
          String[] place = words[1].split("\\s+", 2);
          made.repository = place[0];
          made.priority = Integer.parseInt(place[1]);
        }
        default -> throw new IllegalArgumentException("no such verb: " + clause);
      }
    }
    return made;
  }

  static List<Requirement> requirements(String text) {
    return RelationField.parse(text).stream()
        .<Requirement>map(
            group -> new Requirement.AnyOf(group.stream().map(World::relation).toList()))
        .toList();
  }

  static List<Relation> relations(String text) {
    return requirements(text).stream().flatMap(r -> r.alternatives().stream()).toList();
  }

  private static Relation relation(DebRelation relation) {
    return relation
        .bound()
        .map(
            b ->
                Relation.of(
                    relation.name(), Comparison.valueOf(b.operator().name()), b.version().text()))
        .orElseGet(() -> Relation.any(relation.name()));
  }

  List<Line> packages() {
    return packages;
  }

  @Override
  public List<Candidate> named(String name) {
    return packages.stream().filter(p -> p.name.equals(name)).map(Candidate.class::cast).toList();
  }

  @Override
  public List<Provision> providing(String name) {
    List<Provision> offers = new ArrayList<>();
    for (Line by : packages) {
      for (Relation offered : by.provides) {
        if (offered.name().equals(name) && !by.name.equals(name)) {
          Optional<String> version = offered.bound().map(Relation.Bound::version);
          offers.add(new Provision(by, version));
        }
      }
    }
    return offers;
  }

  @Override
  public Optional<String> nearest(String name) {
    return Spelling.nearest(name, packages.stream().map(Line::name).toList());
  }

  @Override
  public Comparator<String> versionOrder() {
    return DebVersion::compare;
  }

  @Override
  public Comparator<Candidate> providerOrder() {
    return Comparator.comparing(Candidate::name);
  }
}
