package org.pgv.mirror.universe;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.pgv.mirror.resolve.Candidate;
import org.pgv.mirror.resolve.Comparison;
import org.pgv.mirror.resolve.Relation;
import org.pgv.mirror.resolve.Requirement;
import org.pgv.mirror.rpm.RpmDependency;
import org.pgv.mirror.rpm.RpmField;
import org.pgv.mirror.rpm.RpmPackage;

/** An RPM package as the resolver sees it. */
public final class RpmCandidate implements Candidate {
  private final RpmPackage metadata;
  private final String name;
  private final String version;
  private final RpmRepository repository;
  private final int place;
  private final Map<RpmField, List<Requirement>> requirements = new EnumMap<>(RpmField.class);

  /**
   * @param place of the package among all packages of all repositories
   */
  RpmCandidate(RpmPackage metadata, RpmRepository repository, int place) {
    this.metadata = metadata;
    this.name = metadata.name();
    this.version = metadata.evr();
    this.repository = repository;
    this.place = place;
  }

  /** What the repository says of it. */
  public RpmPackage metadata() {
    return metadata;
  }

  int place() {
    return place;
  }

  int cost() {
    return repository.cost();
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
    return metadata.origin();
  }

  @Override
  public int priority() {
    return -repository.priority();
  }

  @Override
  public List<Requirement> requires() {
    return requirements(RpmField.REQUIRES);
  }

  @Override
  public List<Requirement> recommends() {
    return requirements(RpmField.RECOMMENDS);
  }

  @Override
  public List<Requirement> suggests() {
    return requirements(RpmField.SUGGESTS);
  }

  @Override
  public List<Requirement> supplements() {
    return requirements(RpmField.SUPPLEMENTS);
  }

  @Override
  public List<Requirement> enhances() {
    return requirements(RpmField.ENHANCES);
  }

  @Override
  public List<Requirement> conflicts() {
    return requirements(RpmField.CONFLICTS);
  }

  @Override
  public List<Relation> obsoletes() {
    return metadata.relations(RpmField.OBSOLETES).stream().map(RpmCandidate::relation).toList();
  }

  List<Relation> provides() {
    return metadata.relations(RpmField.PROVIDES).stream().map(RpmCandidate::relation).toList();
  }

  /** Made once: whoever looks for an answer asks for them again and again. */
  private List<Requirement> requirements(RpmField field) {
    List<Requirement> known = requirements.get(field);
    if (known == null) {
      known = read(field);
      requirements.put(field, known);
    }
    return known;
  }

  /** What rpm itself must understand is met by the rpm that installs it. */
  private List<Requirement> read(RpmField field) {
    if (!metadata.has(field)) {
      return List.of();
    }
    List<Requirement> read = new ArrayList<>();
    for (RpmDependency dependency : metadata.relations(field)) {
      if (dependency.rich()) {
        read.add(new Requirement.Rich(RichDependency.parse(dependency.name())));
      } else if (!dependency.name().startsWith("rpmlib(")) {
        read.add(Requirement.of(relation(dependency)));
      }
    }
    return List.copyOf(read);
  }

  static Relation relation(RpmDependency dependency) {
    return switch (dependency.sense()) {
      case ANY -> Relation.any(dependency.name());
      case BEFORE -> Relation.of(dependency.name(), Comparison.BEFORE, dependency.evr());
      case AT_MOST -> Relation.of(dependency.name(), Comparison.AT_MOST, dependency.evr());
      case EXACTLY -> Relation.of(dependency.name(), Comparison.EXACTLY, dependency.evr());
      case AT_LEAST -> Relation.of(dependency.name(), Comparison.AT_LEAST, dependency.evr());
      case AFTER -> Relation.of(dependency.name(), Comparison.AFTER, dependency.evr());
    };
  }

  @Override
  public String toString() {
    return metadata.toString();
  }
}
