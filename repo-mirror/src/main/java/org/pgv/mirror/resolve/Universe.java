package org.pgv.mirror.resolve;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that can be chosen from. It is asked only for names that a request reaches, so it can make
 * its candidates as they are asked for.
 */
public interface Universe {
  /** Every candidate with this very name, in the order of the repositories. */
  List<Candidate> named(String name);

  /** Every offer of this name by a candidate of another name, in the order of the repositories. */
  List<Provision> providing(String name);

  /** The name of a package that a person who wrote this one may have meant. */
  Optional<String> nearest(String name);

  /** The order of versions. */
  Comparator<String> versionOrder();

  /** The order in which the providers of one name are preferred, the best first. */
  Comparator<Candidate> providerOrder();
}
