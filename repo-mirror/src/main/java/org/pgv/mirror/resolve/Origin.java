package org.pgv.mirror.resolve;

import java.util.List;

/** Where a clause comes from: what a person would be told if it stood in the way. */
sealed interface Origin {
  /** The request asks for it. */
  record Demand(Wanted wanted) implements Origin {}

  /** A package requires it. */
  record Need(Candidate by, Requirement requirement) implements Origin {}

  /** A package excludes another. */
  record Clash(Candidate by, Relation relation, Candidate other) implements Origin {}

  /** Two versions of one package cannot be installed together. */
  record OneVersion(Candidate one, Candidate other) implements Origin {}

  /** It follows from others. */
  record Learned(List<Clause> from) implements Origin {}
}
