package org.pgv.mirror.rpm;

import java.util.function.IntConsumer;

/** From the number of a text to the packages that mention it, in two arrays. */
final class Lookup {
  private final int[] starts;
  private final int[] packages;

  /** Names what a package mentions. */
  interface Mentions {
    void of(int number, IntConsumer text);
  }

  /** A lookup from what {@link #starts} and {@link #packages} gave; the arrays are kept. */
  Lookup(int[] starts, int[] packages) {
    this.starts = starts;
    this.packages = packages;
  }

  /** Asks every package twice: once to count, once to place. */
  static Lookup of(int texts, int size, Mentions mentions) {
    int[] starts = new int[texts + 1];
    for (int number = 0; number < size; number++) {
      mentions.of(number, text -> starts[text + 1]++);
    }
    for (int text = 0; text < texts; text++) {
      starts[text + 1] += starts[text];
    }
    int[] packages = new int[starts[texts]];
    int[] next = starts.clone();
    for (int number = 0; number < size; number++) {
      int current = number;
      mentions.of(number, text -> packages[next[text]++] = current);
    }
    return new Lookup(starts, packages);
  }

  int[] starts() {
    return starts;
  }

  int[] packages() {
    return packages;
  }

  /** The packages that mention a text, each once, in order. */
  void find(int text, IntConsumer found) {
    int last = -1;
    for (int i = starts[text]; i < starts[text + 1]; i++) {
      if (packages[i] != last) {
        last = packages[i];
        found.accept(last);
      }
    }
  }
}
