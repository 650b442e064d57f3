package org.pgv.manifests.bundle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Sha256;

/** The digests of a bundle's files, written as {@code sha256sum} does and sorted by path. */
public record Checksums(SortedMap<BundlePath, Sha256> files) {
  private static final int PATH_AT = 66;

  public Checksums {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** The lines of a SHA256SUMS file. */
  public String text() {
    return files.entrySet().stream()
        .map(entry -> entry.getValue() + "  " + entry.getKey() + "\n")
        .collect(Collectors.joining());
  }

  /** Reads a SHA256SUMS file strictly; {@code name} is what problems call it. */
  public static Loaded<Checksums> parse(String name, String text) {
    SortedMap<BundlePath, Sha256> files = new TreeMap<>();
    List<Problem> problems = new ArrayList<>();
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (!lines.removeLast().isEmpty()) {
      problems.add(new Problem(name, "its last line is cut off"));
    }
    for (int i = 0; i < lines.size(); i++) {
      try {
        Map.Entry<BundlePath, Sha256> entry = parse(lines.get(i));
        if (files.putIfAbsent(entry.getKey(), entry.getValue()) != null) {
          throw new IllegalArgumentException("'" + entry.getKey() + "' is listed twice");
        }
      } catch (IllegalArgumentException e) {
        problems.add(new Problem(name + ":" + (i + 1), String.valueOf(e.getMessage())));
      }
    }
    return problems.isEmpty()
        ? new Loaded.Ok<>(new Checksums(files))
        : new Loaded.Refused<>(problems);
  }

  private static Map.Entry<BundlePath, Sha256> parse(String line) {
    if (line.length() <= PATH_AT || !line.startsWith("  ", PATH_AT - 2)) {
      throw new IllegalArgumentException("not a digest, two blanks and a path");
    }
    Sha256 digest = new Sha256(line.substring(0, PATH_AT - 2));
    BundlePath path = new BundlePath(line.substring(PATH_AT));
    if (path.text().equals(BundleLayout.CHECKSUMS) || path.text().equals(BundleLayout.SIGNATURE)) {
      throw new IllegalArgumentException("'" + path + "' cannot list itself");
    }
    return Map.entry(path, digest);
  }
}
