package org.pgv.mirror.resolve;

import java.util.List;

/** A requirement together with the numbers of what satisfies it, the preferred first. */
record Need(Requirement requirement, List<Integer> choices) {
  Need {
    choices = List.copyOf(choices);
  }
}
