package org.pgv.mirror.resolve;

import java.util.List;

/**
 * One version of one package in one repository. A universe hands out the same object each time it
 * is asked for the same package. What a packaging family does not know is empty.
 */
public interface Candidate {
  String name();

  String version();

  /** The repository, as people call it. */
  String repository();

  /** The repository's priority: of two versions of a name the one with the higher is preferred. */
  int priority();

  /** What must be installed with it, in the order it should be looked at. */
  List<Requirement> requires();

  /** What should be installed with it where that is possible. */
  List<Requirement> recommends();

  /** What must not be installed with it; it never excludes itself. */
  List<Requirement> conflicts();

  /** The packages it takes the place of, by their own names. */
  default List<Relation> obsoletes() {
    return List.of();
  }

  /** What is preferred where it is installed. */
  default List<Requirement> suggests() {
    return List.of();
  }

  /** What it should be installed with. */
  default List<Requirement> supplements() {
    return List.of();
  }

  /** Where it is preferred. */
  default List<Requirement> enhances() {
    return List.of();
  }
}
