package org.pgv.manifests.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * A change of a program's source, as a unified diff (POSIX {@code diff -u}) of files that are there
 * before and after. The source is pinned to the byte, so each hunk must stand just where it says.
 */
public record SourcePatch(String text, List<FileChange> files) {

  public SourcePatch {
    files = List.copyOf(files);
  }

  /** What changes in one file, whose path is below the source's folder. */
  public record FileChange(String path, List<Hunk> hunks) {
    public FileChange {
      hunks = List.copyOf(hunks);
    }

    /**
     * The lines of the file after the change; {@link IllegalArgumentException} where others are.
     */
    public List<String> apply(List<String> lines) {
      List<String> result = new ArrayList<>();
      int done = 0;
      for (Hunk hunk : hunks) {
        int start = hunk.from() - 1;
        int end = start + hunk.before().size();
        if (start < done
            || end > lines.size()
            || !lines.subList(start, end).equals(hunk.before())) {
          throw new IllegalArgumentException(
              path + ": line " + hunk.from() + " and those after it are not what it takes away");
        }
        result.addAll(lines.subList(done, start));
        result.addAll(hunk.after());
        done = end;
      }
      result.addAll(lines.subList(done, lines.size()));
      return result;
    }
  }

  /**
   * Lines that are taken for others.
   *
   * @param from the number of the first line before the change, from 1
   */
  public record Hunk(int from, List<String> before, List<String> after) {
    public Hunk {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /** An {@link IllegalArgumentException} says which line of the text is not understood. */
  public static SourcePatch parse(String text) {
    return new SourcePatch(text, new DiffReader(text.lines().toList()).files());
  }
}
