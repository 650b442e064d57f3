package org.pgv.mirror.deb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.pgv.mirror.table.TableReader;
import org.pgv.mirror.table.TableWriter;

/**
 * Finds the stanzas that mention a name. Names stay where they are, in the bytes of the index: a
 * hundred thousand packages make no strings until somebody asks for one.
 */
final class NameTable {
  private static final int NONE = -1;

  private final byte[] content;
  private final int[] heads;
  private int[] hashes;
  private int[] offsets;
  private int[] stanzas;
  private int[] previous;
  private int size;

  /**
   * @param expected about how many names will come; more are slower to find, not wrong
   */
  NameTable(byte[] content, int expected) {
    this.content = content;
    this.heads = new int[Integer.highestOneBit(Math.max(expected, 16)) << 1];
    Arrays.fill(heads, NONE);
    this.hashes = new int[1024];
    this.offsets = new int[1024];
    this.stanzas = new int[1024];
    this.previous = new int[1024];
  }

  private NameTable(byte[] content, TableReader in) {
    this.content = content;
    this.heads = in.ints();
    this.hashes = in.ints();
    this.offsets = in.ints();
    this.stanzas = in.ints();
    this.previous = in.ints();
    this.size = hashes.length;
  }

  /** A table that was written, over the same content. */
  static NameTable read(byte[] content, TableReader in) {
    return new NameTable(content, in);
  }

  void writeTo(TableWriter out) throws IOException {
    out.add(heads);
    for (int[] column : List.of(hashes, offsets, stanzas, previous)) {
      out.add(Arrays.copyOf(column, size));
    }
  }

  void add(int from, int end, int stanza) {
    if (size == hashes.length) {
      grow();
    }
    int hash = 0;
    for (int i = from; i < end; i++) {
      hash = 31 * hash + content[i];
    }
    int slot = slot(hash);
    hashes[size] = hash;
    offsets[size] = from;
    stanzas[size] = stanza;
    previous[size] = heads[slot];
    heads[slot] = size++;
  }

  /** The stanzas in the order they were added, each once. */
  int[] find(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int hash = 0;
    for (byte b : bytes) {
      hash = 31 * hash + b;
    }
    int[] found = new int[4];
    int count = 0;
    for (int entry = heads[slot(hash)]; entry != NONE; entry = previous[entry]) {
      boolean repeated = count > 0 && found[count - 1] == stanzas[entry];
      if (hashes[entry] == hash && !repeated && same(offsets[entry], bytes)) {
        found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
        found[count++] = stanzas[entry];
      }
    }
    int[] inOrder = new int[count];
    for (int i = 0; i < count; i++) {
      inOrder[i] = found[count - 1 - i];
    }
    return inOrder;
  }

  private boolean same(int offset, byte[] name) {
    int end = offset + name.length;
    return end < content.length
        && Arrays.equals(content, offset, end, name, 0, name.length)
        && !partOfName(content[end]);
  }

  static boolean partOfName(byte b) {
    return b > ' ' && b != ',' && b != '(' && b != ':' && b != '|';
  }

  private int slot(int hash) {
    return (hash ^ hash >>> 15) & heads.length - 1;
  }

  private void grow() {
    int length = 2 * size;
    hashes = Arrays.copyOf(hashes, length);
    offsets = Arrays.copyOf(offsets, length);
    stanzas = Arrays.copyOf(stanzas, length);
    previous = Arrays.copyOf(previous, length);
  }
}
