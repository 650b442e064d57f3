package org.pgv.mirror.resolve;

/**
 * Literals of which one must be true: the number of a candidate says that it is installed, its
 * negation that it is not. The engine reorders the literals, so that it watches the first two.
 */
final class Clause {
  final int[] literals;
  final Origin origin;

  Clause(Origin origin, int... literals) {
    this.origin = origin;
    this.literals = literals.clone();
  }

  void swap(int i, int j) {
    int held = literals[i];
    literals[i] = literals[j];
    literals[j] = held;
  }
}
