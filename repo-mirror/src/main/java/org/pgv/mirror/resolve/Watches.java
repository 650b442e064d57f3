package org.pgv.mirror.resolve;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which clauses watch a literal: they are to be looked at once it becomes false. */
final class Watches {
  private static final Clause[] NONE = {};

  private Clause[][] clauses = new Clause[128][];
  private int[] counts = new int[128];

  private static int place(int literal) {
    return literal > 0 ? 2 * literal : -2 * literal + 1;
  }

  void add(int literal, Clause clause) {
    int place = place(literal);
    if (place >= counts.length) {
      int length = Math.max(2 * counts.length, place + 1);
      clauses = Arrays.copyOf(clauses, length);
      counts = Arrays.copyOf(counts, length);
    }
    Clause[] watching = watching(place);
    if (counts[place] == watching.length) {
      watching = Arrays.copyOf(watching, Math.max(4, 2 * watching.length));
      clauses[place] = watching;
    }
    watching[counts[place]++] = clause;
  }

  int count(int literal) {
    int place = place(literal);
    return place < counts.length ? counts[place] : 0;
  }

  Clause get(int literal, int index) {
    return watching(place(literal))[index];
  }

  void set(int literal, int index, Clause clause) {
    watching(place(literal))[index] = clause;
  }

  /** Forgets all but the first clauses of a literal. */
  void keep(int literal, int count) {
    int place = place(literal);
    if (place < counts.length) {
      Arrays.fill(watching(place), count, counts[place], null);
      counts[place] = count;
    }
  }

  private Clause[] watching(int place) {
    Clause @Nullable [] watching = clauses[place];
    return watching == null ? NONE : watching;
  }
}
