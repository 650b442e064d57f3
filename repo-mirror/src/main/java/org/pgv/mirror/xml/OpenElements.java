package org.pgv.mirror.xml;

import java.util.Arrays;

/** The names of the elements that are open, so that each is closed by its own. */
final class OpenElements {
  static final int DEEPEST = 32;

  private final int[] ends = new int[DEEPEST];
  private byte[] names = new byte[1 << 10];
  private int depth;

  int depth() {
    return depth;
  }

  void open(byte[] bytes, int start, int end) {
    int from = depth == 0 ? 0 : ends[depth - 1];
    int to = from + end - start;
    if (to > names.length) {
      names = Arrays.copyOf(names, 2 * to);
    }
    System.arraycopy(bytes, start, names, from, end - start);
    ends[depth++] = to;
  }

  /** Closes the innermost one. */
  void close() {
    depth--;
  }

  /** How many bytes the name of the innermost one has. */
  int innermostLength() {
    return ends[depth - 1] - innermostStart();
  }

  /** Whether the name of the innermost one stands here. */
  boolean innermostIs(byte[] bytes, int start) {
    int from = innermostStart();
    int to = ends[depth - 1];
    return Arrays.equals(names, from, to, bytes, start, start + to - from);
  }

  private int innermostStart() {
    return depth == 1 ? 0 : ends[depth - 2];
  }
}
