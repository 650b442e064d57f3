package org.pgv.mirror.resolve;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that can be chosen from. It is asked only for names that a request reaches, so it can make
 * its candidates as they are asked for. How a choice is made is the family's: each answers as its
 * own package manager would.
 */
public sealed interface Universe permits DebFamily, RpmFamily {
  /** Every candidate with this very name, in the order of the repositories. */
  List<Candidate> named(String name);

  /** The name of a package that a person who wrote this one may have meant. */
  Optional<String> nearest(String name);

  /** The order of versions. */
  Comparator<String> versionOrder();
}
