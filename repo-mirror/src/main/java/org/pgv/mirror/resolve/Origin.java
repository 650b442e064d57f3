package org.pgv.mirror.resolve;

import java.util.List;

/** Where a clause comes from: what a person would be told if it stood in the way. */
sealed interface Origin {
  /** The request asks for it. */
  record Demand(Wanted wanted) implements Origin {}

  /** The request asks for it and is content with nothing but the best there is. */
  record BestOnly(Wanted wanted, List<Candidate> best) implements Origin {}

  /** A package requires it. */
  record Need(Candidate by, Requirement requirement) implements Origin {}

  /** A package excludes another. */
  record Clash(Candidate by, Requirement excluded, Candidate other) implements Origin {}

  /** A package does not go with a combination of others. */
  record Barred(Candidate by, Requirement excluded) implements Origin {}

  /** A package takes the place of another. */
  record Replaced(Candidate by, Relation obsolete, Candidate other) implements Origin {}

  /** Two versions of one package cannot be installed together. */
  record OneVersion(Candidate one, Candidate other) implements Origin {}

  /** A package of a lesser architecture comes only beside its like of the best one. */
  record Lesser(Candidate candidate) implements Origin {}

  /** It follows from others. */
  record Learned(List<Clause> from) implements Origin {}
}
