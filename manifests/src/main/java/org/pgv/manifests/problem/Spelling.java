package org.pgv.manifests.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a person probably meant. */
public final class Spelling {
  private Spelling() {}

  /** The known word nearest to {@code word}, if one is near enough to be a typing mistake. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    int limit = Math.min(3, (word.length() + 1) / 3);
    return known.stream()
        .filter(candidate -> Math.abs(word.length() - candidate.length()) <= limit)
        .filter(candidate -> distance(word, candidate) <= limit)
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** A hint for an unknown word: the nearest known one, or all of them where they are few. */
  public static String hint(String word, Collection<String> known) {
    return nearest(word, known)
        .map(near -> "did you mean '" + near + "'?")
        .orElseGet(() -> "known: " + String.join(", ", known.stream().sorted().toList()));
  }

  /** Levenshtein's distance, ignoring case; two letters that changed places are one mistake. */
  private static int distance(String a, String b) {
    int[][] all = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          all[i][j] = i + j;
          continue;
        }
        int changed = all[i - 1][j - 1] + (same(a, i, b, j) ? 0 : 1);
        all[i][j] = Math.min(Math.min(all[i - 1][j], all[i][j - 1]) + 1, changed);
        if (i > 1 && j > 1 && same(a, i, b, j - 1) && same(a, i - 1, b, j)) {
          all[i][j] = Math.min(all[i][j], all[i - 2][j - 2] + 1);
        }
      }
    }
    return all[a.length()][b.length()];
  }

  /** Whether the letters before these places are the same. */
  private static boolean same(String a, int i, String b, int j) {
    return Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
  }
}
