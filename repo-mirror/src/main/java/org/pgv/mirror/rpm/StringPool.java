package org.pgv.mirror.rpm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.pgv.mirror.xml.TextBuffer;

/**
 * Every text of a repository once, as UTF-8 in one block, known by a number. Packages share most of
 * their texts, and most are never asked for.
 */
final class StringPool {
  static final int NONE = -1;
  private static final int FEW = 1 << 10;

  private byte[] content;
  private final IntList ends;
  private int[] slots;

  StringPool() {
    this(new byte[1 << 16], new IntList(FEW), new int[FEW]);
    Arrays.fill(slots, NONE);
  }

  private StringPool(byte[] content, IntList ends, int[] slots) {
    this.content = content;
    this.ends = ends;
    this.slots = slots;
  }

  /**
   * A pool from what {@link #content}, {@link #ends} and {@link #slots} gave; the arrays are kept.
   */
  static StringPool of(byte[] content, int[] ends, int[] slots) {
    return new StringPool(content, IntList.of(ends), slots);
  }

  int size() {
    return ends.size();
  }

  /** The number of a text, new or known. */
  int add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return add(bytes, bytes.length);
  }

  int add(TextBuffer text) {
    return add(text.bytes(), text.length());
  }

  private int add(byte[] bytes, int length) {
    int slot = slot(bytes, length);
    if (slots[slot] != NONE) {
      return slots[slot];
    }
    int id = append(bytes, length);
    slots[slot] = id;
    if (2 * size() > slots.length) {
      rehash(2 * slots.length);
    }
    return id;
  }

  /** The number of a text; {@link #NONE} where the repository does not have it. */
  int find(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return slots[slot(bytes, bytes.length)];
  }

  String get(int id) {
    int from = start(id);
    return new String(content, from, ends.get(id) - from, StandardCharsets.UTF_8);
  }

  byte[] content() {
    return size() == 0 ? new byte[0] : Arrays.copyOf(content, ends.get(size() - 1));
  }

  int[] ends() {
    return ends.toArray();
  }

  /** Where texts are found by their hash. */
  int[] slots() {
    return slots;
  }

  private int start(int id) {
    return id == 0 ? 0 : ends.get(id - 1);
  }

  private int append(byte[] bytes, int length) {
    int from = start(size());
    int end = Math.addExact(from, length);
    if (end > content.length) {
      content = Arrays.copyOf(content, Math.max(end, 2 * content.length));
    }
    System.arraycopy(bytes, 0, content, from, length);
    ends.add(end);
    return size() - 1;
  }

  /** Where the text is or would go. */
  private int slot(byte[] bytes, int length) {
    int slot = spread(hash(bytes, 0, length)) & slots.length - 1;
    while (slots[slot] != NONE && !same(slots[slot], bytes, length)) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private boolean same(int id, byte[] bytes, int length) {
    return Arrays.equals(content, start(id), ends.get(id), bytes, 0, length);
  }

  private void rehash(int length) {
    slots = new int[length];
    Arrays.fill(slots, NONE);
    for (int id = 0; id < size(); id++) {
      int slot = spread(hash(content, start(id), ends.get(id))) & length - 1;
      while (slots[slot] != NONE) {
        slot = slot + 1 & length - 1;
      }
      slots[slot] = id;
    }
  }

  private static int hash(byte[] bytes, int from, int end) {
    int hash = 0;
    for (int i = from; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  private static int spread(int hash) {
    return hash ^ hash >>> 15;
  }
}
