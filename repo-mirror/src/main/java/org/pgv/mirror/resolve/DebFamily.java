package org.pgv.mirror.resolve;

import java.util.Comparator;
import java.util.List;

/** A universe in which a real package of a name comes before those that provide it. */
public non-sealed interface DebFamily extends Universe {
  /** Every offer of this name by a candidate of another name, in the order of the repositories. */
  List<Provision> providing(String name);

  /** The order in which the providers of one name are preferred, the best first. */
  Comparator<Candidate> providerOrder();
}
