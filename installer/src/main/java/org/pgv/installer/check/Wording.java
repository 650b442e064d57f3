package org.pgv.installer.check;

import java.util.List;

/** Lists as people read them. */
final class Wording {
  private static final int FEW = 8;

  private Wording() {}

  /** The first few, and how many more there are. */
  static String few(List<String> all) {
    if (all.size() <= FEW) {
      return String.join(", ", all);
    }
    return String.join(", ", all.subList(0, FEW)) + " and " + (all.size() - FEW) + " more";
  }
}
