package org.pgv.manifests.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.manifest.SourcePatch.FileChange;

class SourcePatchTest {
  private static final String HEAD = "--- a/x/y.go\n+++ b/x/y.go\n";
  private static final int TRIALS = 40;

  @TempDir private Path folder;

  @Test
  void givesWhatDiffSawOfFilesThatDifferAtRandom() throws Exception {
    Random random = new Random(1);
    for (int trial = 0; trial < TRIALS; trial++) {
      List<String> before = lines(random, random.nextInt(1, 60));
      List<String> after = new ArrayList<>(before);
      for (int edit = random.nextInt(1, 6); edit > 0; edit--) {
        int at = random.nextInt(after.size() + 1);
        if (random.nextBoolean() && at < after.size()) {
          after.remove(at);
        } else {
          after.addAll(at, lines(random, random.nextInt(1, 4)));
        }
      }

      assertEquals(after, change(before, after).apply(before));
    }
  }

  @Test
  void touchesNothingWhereOtherLinesAre() {
    FileChange change =
        SourcePatch.parse(HEAD + "@@ -2,1 +2,1 @@\n-old\n+new\n").files().getFirst();

    assertEquals(List.of("a", "new", "old"), change.apply(List.of("a", "old", "old")));
    assertThrows(IllegalArgumentException.class, () -> change.apply(List.of("old", "a")));
    assertThrows(IllegalArgumentException.class, () -> change.apply(List.of("a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--- a/x\n",
        "--- a/x\n+++ b/y\n@@ -1,1 +1,1 @@\n-a\n+b\n",
        "--- a/../x\n+++ b/../x\n@@ -1,1 +1,1 @@\n-a\n+b\n",
        "--- /dev/null\n+++ b/x\n@@ -0,0 +1,1 @@\n+b\n",
        "--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n",
        "--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n+b\n+c\n",
        "--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n+b\n\\ No newline at end of file\n",
        "--- a/x\n+++ b/x\n@@ -99999999999,1 +1,1 @@\n-a\n+b\n",
        "index 1..2\n--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n+b\n",
      })
  void refusesWhatItDoesNotUnderstandWithTheLine(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> SourcePatch.parse(text));

    assertTrue(refused.toString().matches(".*: line [0-9]+ of the patch: .*"), refused.toString());
  }

  private static List<String> lines(Random random, int count) {
    return random.ints(count, 0, 5).mapToObj(word -> "\tline " + word).toList();
  }

  private FileChange change(List<String> before, List<String> after) throws Exception {
    Path old = Files.createDirectories(folder.resolve("a")).resolve("f");
    Path made = Files.createDirectories(folder.resolve("b")).resolve("f");
    Files.write(old, before);
    Files.write(made, after);
    List<String> command = List.of("diff", "-u", "--label=a/f", "--label=b/f", "a/f", "b/f");
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (text.isEmpty()) {
      return new FileChange("f", List.of());
    }
    return SourcePatch.parse(text).files().getFirst();
  }
}
