package org.pgv.mirror.resolve;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Sets of literals as sorted arrays. */
final class Literals {
  static final int[] NONE = {};

  private Literals() {}

  static boolean contains(int[] sorted, int literal) {
    return Arrays.binarySearch(sorted, literal) >= 0;
  }

  static int[] with(int[] sorted, int literal) {
    return union(sorted, new int[] {literal});
  }

  static int[] union(int[] left, int[] right) {
    return IntStream.concat(Arrays.stream(left), Arrays.stream(right))
        .sorted()
        .distinct()
        .toArray();
  }

  /** Whether one of the literals is the opposite of another, so that one of them always holds. */
  static boolean tautology(int[] sorted) {
    return Arrays.stream(sorted).anyMatch(literal -> literal < 0 && contains(sorted, -literal));
  }

  static int[] positive(int[] sorted) {
    return Arrays.stream(sorted).filter(literal -> literal > 0).toArray();
  }

  static boolean anyTrue(int[] literals, Trail trail) {
    for (int literal : literals) {
      if (trail.value(literal) == Trail.TRUE) {
        return true;
      }
    }
    return false;
  }
}
