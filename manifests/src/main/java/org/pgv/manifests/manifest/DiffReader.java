package org.pgv.manifests.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.manifests.manifest.SourcePatch.FileChange;
import org.pgv.manifests.manifest.SourcePatch.Hunk;

/** Reads a unified diff from its first line to its last; nothing may stand between its parts. */
final class DiffReader {
  private static final Pattern FILE = Pattern.compile("(?:---|\\+\\+\\+) [ab]/([^\\t]+)");
  private static final String COUNTED = "([0-9]{1,7})(?:,([0-9]{1,7}))?";
  private static final Pattern HUNK =
      Pattern.compile("@@ -" + COUNTED + " \\+" + COUNTED + " @@.*");

  private final List<String> lines;
  private int at;

  DiffReader(List<String> lines) {
    this.lines = lines;
  }

  List<FileChange> files() {
    List<FileChange> files = new ArrayList<>();
    do {
      String path = path("---");
      if (!path("+++").equals(path)) {
        at--;
        throw expected("the file of the line before it");
      }
      List<Hunk> hunks = new ArrayList<>();
      do {
        hunks.add(hunk());
      } while (line().startsWith("@@"));
      files.add(new FileChange(path, hunks));
    } while (at < lines.size());
    return files;
  }

  private String path(String mark) {
    Matcher form = FILE.matcher(line());
    if (!line().startsWith(mark)
        || !form.matches()
        || List.of(form.group(1).split("/", -1)).contains("..")) {
      throw expected("'" + mark + " " + (mark.equals("---") ? "a" : "b") + "/PATH'");
    }
    at++;
    return form.group(1);
  }

  private Hunk hunk() {
    Matcher form = HUNK.matcher(line());
    if (!form.matches()) {
      throw expected("'@@ -LINE,COUNT +LINE,COUNT @@'");
    }
    at++;
    int olds = count(form, 2);
    int news = count(form, 4);
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    while (before.size() < olds || after.size() < news) {
      char mark = line().isEmpty() ? '?' : line().charAt(0);
      if (" -+".indexOf(mark) < 0
          || (mark != '+' && before.size() == olds)
          || (mark != '-' && after.size() == news)) {
        throw expected("%d lines before and %d after the change".formatted(olds, news));
      }
      String content = line().substring(1);
      if (mark != '+') {
        before.add(content);
      }
      if (mark != '-') {
        after.add(content);
      }
      at++;
    }
    // Where nothing is taken away, the number is that of the line before.
    int from = Integer.parseInt(form.group(1)) + (olds == 0 ? 1 : 0);
    return new Hunk(from, before, after);
  }

  /** A count of one is not written. */
  private static int count(Matcher form, int group) {
    return form.start(group) < 0 ? 1 : Integer.parseInt(form.group(group));
  }

  /** The line that comes next, empty after the last one. */
  private String line() {
    return at < lines.size() ? lines.get(at) : "";
  }

  private IllegalArgumentException expected(String what) {
    String got = at < lines.size() ? "'" + line() + "'" : "its end";
    return new IllegalArgumentException(
        "line %d of the patch: expected %s, got %s".formatted(at + 1, what, got));
  }
}
