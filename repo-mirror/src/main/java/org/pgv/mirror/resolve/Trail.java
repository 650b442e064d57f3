package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is assumed and what follows from it, in the order it was found out, level by level. */
final class Trail {
  static final byte TRUE = 1;
  static final byte FALSE = -1;
  static final byte OPEN = 0;

  private byte[] values = new byte[64];
  private int[] levels = new int[64];
  private @Nullable Clause[] reasons = new Clause[64];
  private int[] literals = new int[64];
  private int size;
  private int[] levelStarts = new int[16];
  private int level;

  int level() {
    return level;
  }

  int size() {
    return size;
  }

  /** The candidates that are installed, in the order in which they came to be. */
  List<Integer> installed() {
    List<Integer> installed = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (literals[i] > 0) {
        installed.add(literals[i]);
      }
    }
    return installed;
  }

  int literal(int position) {
    return literals[position];
  }

  byte value(int literal) {
    int number = Math.abs(literal);
    if (number >= values.length) {
      return OPEN;
    }
    return literal > 0 ? values[number] : (byte) -values[number];
  }

  /** The level on which a literal's candidate was settled; open ones are above all. */
  int levelOf(int literal) {
    return value(literal) == OPEN ? Integer.MAX_VALUE : levels[Math.abs(literal)];
  }

  /** The clause that forced a literal's candidate; null where it was assumed. */
  @Nullable Clause reasonOf(int literal) {
    return reasons[Math.abs(literal)];
  }

  /** Begins a level of what follows from one more assumption. */
  void deepen() {
    level++;
    if (level == levelStarts.length) {
      levelStarts = Arrays.copyOf(levelStarts, 2 * level);
    }
    levelStarts[level] = size;
  }

  void settle(int literal, @Nullable Clause reason) {
    int number = Math.abs(literal);
    if (number >= values.length) {
      int length = Math.max(2 * values.length, number + 1);
      values = Arrays.copyOf(values, length);
      levels = Arrays.copyOf(levels, length);
      reasons = Arrays.copyOf(reasons, length);
    }
    if (size == literals.length) {
      literals = Arrays.copyOf(literals, 2 * size);
    }
    values[number] = literal > 0 ? TRUE : FALSE;
    levels[number] = level;
    reasons[number] = reason;
    literals[size++] = literal;
  }

  /** Forgets everything above a level. */
  void retreat(int to) {
    if (to >= level) {
      return;
    }
    int start = levelStarts[to + 1];
    for (int i = start; i < size; i++) {
      values[Math.abs(literals[i])] = OPEN;
      reasons[Math.abs(literals[i])] = null;
    }
    size = start;
    level = to;
  }
}
