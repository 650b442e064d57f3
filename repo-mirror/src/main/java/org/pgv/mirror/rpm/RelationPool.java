package org.pgv.mirror.rpm;

import java.util.Arrays;

/** Every dependency of a repository once: three numbers, as {@link RpmTables} reads them. */
final class RelationPool {
  private static final int NUMBERS = 3;

  private final IntList relations = new IntList(1 << 12);
  private int[] slots = new int[1 << 12];

  RelationPool() {
    Arrays.fill(slots, StringPool.NONE);
  }

  /** The number of a dependency, new or known. */
  int add(int name, int evr, int packed) {
    int slot = slot(name, evr, packed);
    if (slots[slot] != StringPool.NONE) {
      return slots[slot];
    }
    int id = size();
    relations.add(name);
    relations.add(evr);
    relations.add(packed);
    slots[slot] = id;
    if (2 * size() > slots.length) {
      rehash(2 * slots.length);
    }
    return id;
  }

  int[] toArray() {
    return relations.toArray();
  }

  private int size() {
    return relations.size() / NUMBERS;
  }

  private int slot(int name, int evr, int packed) {
    int hash = (name * 31 + evr) * 0x9E3779B1 + packed;
    int slot = (hash ^ hash >>> 15) & slots.length - 1;
    while (slots[slot] != StringPool.NONE && !same(slots[slot], name, evr, packed)) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private boolean same(int id, int name, int evr, int packed) {
    int at = NUMBERS * id;
    return relations.get(at) == name
        && relations.get(at + 1) == evr
        && relations.get(at + 2) == packed;
  }

  private void rehash(int length) {
    slots = new int[length];
    Arrays.fill(slots, StringPool.NONE);
    for (int id = 0; id < size(); id++) {
      int at = NUMBERS * id;
      slots[slot(relations.get(at), relations.get(at + 1), relations.get(at + 2))] = id;
    }
  }
}
