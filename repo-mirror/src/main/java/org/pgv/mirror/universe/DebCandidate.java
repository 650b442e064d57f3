package org.pgv.mirror.universe;

import java.util.ArrayList;
import java.util.List;
import org.pgv.mirror.deb.DebPackage;
import org.pgv.mirror.deb.DebRelation;
import org.pgv.mirror.deb.VersionBound;
import org.pgv.mirror.resolve.Candidate;
import org.pgv.mirror.resolve.Comparison;
import org.pgv.mirror.resolve.Relation;
import org.pgv.mirror.resolve.Requirement;

/**
 * A Debian package as the resolver sees it. Pre-Depends count as Depends that come first, Breaks as
 * Conflicts; Replaces says nothing about what may be installed together.
 */
public final class DebCandidate implements Candidate {
  /** What dpkg and apt take for the system's own architecture in a dependency. */
  private static final String NATIVE = "native";

  private final DebPackage stanza;
  private final String name;
  private final String version;
  private final int priority;
  private final String architecture;

  /**
   * @param architecture of the system that is built, such as {@code amd64}
   */
  DebCandidate(DebPackage stanza, int priority, String architecture) {
    this.stanza = stanza;
    this.name = stanza.name();
    this.version = stanza.version().text();
    this.priority = priority;
    this.architecture = architecture;
  }

  /** The stanza it was made from. */
  public DebPackage stanza() {
    return stanza;
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
    return stanza.origin();
  }

  @Override
  public int priority() {
    return priority;
  }

  @Override
  public List<Requirement> requires() {
    List<Requirement> all = new ArrayList<>(requirements("Pre-Depends"));
    all.addAll(requirements("Depends"));
    return all;
  }

  @Override
  public List<Requirement> recommends() {
    return requirements("Recommends");
  }

  @Override
  public List<Requirement> conflicts() {
    List<Requirement> all = new ArrayList<>();
    for (String field : List.of("Conflicts", "Breaks")) {
      for (Requirement requirement : requirements(field)) {
        requirement.alternatives().forEach(relation -> all.add(Requirement.of(relation)));
      }
    }
    return all;
  }

  private List<Requirement> requirements(String field) {
    List<Requirement> requirements = new ArrayList<>();
    for (List<DebRelation> group : stanza.relations(field)) {
      List<Relation> alternatives =
          group.stream()
              .filter(relation -> concerns(relation.architectures()))
              .map(this::relation)
              .toList();
      if (!alternatives.isEmpty()) {
        requirements.add(new Requirement.AnyOf(alternatives));
      }
    }
    return requirements;
  }

  /** Restrictions are for source packages (policy section 7.1); a binary may still carry them. */
  private boolean concerns(List<String> architectures) {
    if (architectures.isEmpty() || architectures.contains(architecture)) {
      return true;
    }
    boolean negated = architectures.getFirst().startsWith("!");
    return negated && !architectures.contains("!" + architecture);
  }

  /** Whether what follows a name's colon is nothing, or the system's own architecture. */
  boolean isOwn(String qualifier) {
    return qualifier.isEmpty() || qualifier.equals(architecture);
  }

  /**
   * A name qualified by the system's own architecture is the plain name; with any other qualifier
   * it is a name of its own, which {@link DebUniverse} lets packages provide.
   */
  private Relation relation(DebRelation relation) {
    boolean plain = isOwn(relation.qualifier()) || relation.qualifier().equals(NATIVE);
    String target = plain ? relation.name() : relation.name() + ":" + relation.qualifier();
    return relation
        .bound()
        .map(b -> Relation.of(target, comparison(b), b.version().text()))
        .orElseGet(() -> Relation.any(target));
  }

  private static Comparison comparison(VersionBound bound) {
    return switch (bound.operator()) {
      case BEFORE -> Comparison.BEFORE;
      case AT_MOST -> Comparison.AT_MOST;
      case EXACTLY -> Comparison.EXACTLY;
      case AT_LEAST -> Comparison.AT_LEAST;
      case AFTER -> Comparison.AFTER;
    };
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
