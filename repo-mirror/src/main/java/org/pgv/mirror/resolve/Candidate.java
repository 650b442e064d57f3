package org.pgv.mirror.resolve;

import java.util.List;

/**
 * One version of one package in one repository. A universe hands out the same object each time it
 * is asked for the same package.
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
  List<Relation> conflicts();
}
