package org.pgv.installer.plan;

import java.util.ArrayList;
import java.util.List;

/** The lines that go and come between two texts, with the three lines around them. */
final class TextDiff {
  private static final int CONTEXT = 3;

  private TextDiff() {}

  static List<String> lines(String before, String after) {
    List<String> all = all(before.lines().toList(), after.lines().toList());
    List<String> shown = new ArrayList<>();
    boolean gap = false;
    for (int i = 0; i < all.size(); i++) {
      if (isNearChange(all, i)) {
        shown.add(all.get(i));
        gap = true;
      } else if (gap) {
        shown.add("…");
        gap = false;
      }
    }
    return shown;
  }

  /** Every line, marked as kept, gone or new, along a longest common subsequence. */
  private static List<String> all(List<String> a, List<String> b) {
    int[][] common = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        common[i][j] =
            a.get(i).equals(b.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
        lines.add("  " + a.get(i++));
        j++;
      } else if (j >= b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + a.get(i++));
      } else {
        lines.add("+ " + b.get(j++));
      }
    }
    return lines;
  }

  private static boolean isNearChange(List<String> lines, int at) {
    int from = Math.max(0, at - CONTEXT);
    int to = Math.min(lines.size(), at + CONTEXT + 1);
    return lines.subList(from, to).stream().anyMatch(line -> !line.startsWith("  "));
  }
}
