package org.pgv.mirror.resolve;

import java.util.Comparator;
import java.util.List;

/** A universe in which every package offers what it provides, its own name like any other. */
public non-sealed interface RpmFamily extends Universe {
  /** Every candidate that offers what the relation asks for, in order. */
  List<Candidate> offering(Relation relation);

  /** The candidates whose own name and version the relation means, in order. */
  List<Candidate> matching(Relation relation);

  /** Every candidate that supplements or enhances something, in order. */
  List<Candidate> supplementing();

  /** What a candidate offers. */
  List<Relation> provides(Candidate candidate);

  /** Whether something outside is known to offer it, so that nothing needs to be installed. */
  boolean offeredOutside(Relation relation);

  /** By repository, and within a repository as its index lists them. */
  Comparator<Candidate> order();

  /** How much a candidate's repository is liked among those of one priority; the higher wins. */
  int liking(Candidate candidate);

  /**
   * The architecture's place among those the system can run: 0 for what runs anywhere, 1 for its
   * own, and so on.
   */
  int architectureRank(Candidate candidate);

  /** Whether two candidates of one name can be installed beside each other. */
  boolean coinstallable(Candidate one, Candidate other);

  /** The candidates a person means who asks for the relation, in order. */
  List<Candidate> meant(Relation relation);
}
