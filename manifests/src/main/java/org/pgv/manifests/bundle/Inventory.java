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

/**
 * Mode and size of each file in a bundle, so that what does not fit is known before any of it is
 * read. {@code SHA256SUMS} has its digest, and with it the signature vouches for it.
 */
public record Inventory(SortedMap<BundlePath, Entry> files) {
  private static final String PROGRAM = "0755";
  private static final String PLAIN = "0644";

  /** A file as it was made. */
  public record Entry(boolean program, long size) {
    public Entry {
      if (size < 0) {
        throw new IllegalArgumentException("a size cannot be negative: " + size);
      }
    }
  }

  public Inventory {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** One line a file: mode, size and path. */
  public String text() {
    return files.entrySet().stream()
        .map(one -> mode(one.getValue()) + " " + one.getValue().size() + " " + one.getKey() + "\n")
        .collect(Collectors.joining());
  }

  private static String mode(Entry entry) {
    return entry.program() ? PROGRAM : PLAIN;
  }

  /** Reads such a text strictly; {@code name} is what problems call it. */
  public static Loaded<Inventory> parse(String name, String text) {
    SortedMap<BundlePath, Entry> files = new TreeMap<>();
    List<Problem> problems = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      try {
        Map.Entry<BundlePath, Entry> one = parse(lines.get(i));
        if (files.putIfAbsent(one.getKey(), one.getValue()) != null) {
          throw new IllegalArgumentException("'" + one.getKey() + "' is listed twice");
        }
      } catch (IllegalArgumentException e) {
        problems.add(new Problem(name + ":" + (i + 1), String.valueOf(e.getMessage())));
      }
    }
    return problems.isEmpty()
        ? new Loaded.Ok<>(new Inventory(files))
        : new Loaded.Refused<>(problems);
  }

  private static Map.Entry<BundlePath, Entry> parse(String line) {
    String[] words = line.split(" ", 3);
    if (words.length < 3 || !(words[0].equals(PROGRAM) || words[0].equals(PLAIN))) {
      throw new IllegalArgumentException("not a mode, a size and a path");
    }
    return Map.entry(
        new BundlePath(words[2]), new Entry(words[0].equals(PROGRAM), Long.parseLong(words[1])));
  }
}
