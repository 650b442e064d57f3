package org.pgv.builder.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.builder.Commands;

/** What the installer's Java compiles with most pains: asked of Java, which says what it does. */
class CompilerDirectivesTest {
  private static final Path DIRECTIVES =
      Path.of("src/main/resources/org/pgv/builder/assemble/compiler-directives").toAbsolutePath();

  /** Time, number, attributes, tier, method. */
  private static final Pattern COMPILED_LAST =
      Pattern.compile(" *\\d+ +\\d+ [ %sbn!]+ 4 +([\\w.$]+)::\\w+ .*");

  /** A program that hashes, and that does as much of something else. */
  static final class Work {
    private Work() {}

    public static void main(String[] args) throws Exception {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 20];
      for (int i = 0; i < 200; i++) {
        digest.update(buffer);
      }
      Map<String, Integer> counts = new TreeMap<>();
      for (int i = 0; i < 500_000; i++) {
        counts.merge(Integer.toString(i % 1000), 1, Integer::sum);
      }
      System.out.println(digest.digest().length + counts.size());
    }
  }

  @Test
  void digestsAreCompiledWithMostPainsAndNothingElseIs(@TempDir Path folder) throws Exception {
    List<String> with = compiledLast(folder, "-XX:CompilerDirectivesFile=" + DIRECTIVES);
    List<String> without = compiledLast(folder, "-XX:-CITime");

    assertFalse(with.isEmpty());
    assertEquals(
        List.of(), with.stream().filter(name -> !name.startsWith("sun.security.")).toList());
    assertTrue(without.stream().anyMatch(name -> name.startsWith("java.util.")), without::toString);
  }

  private static List<String> compiledLast(Path folder, String option) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+PrintCompilation", option));
    String classes = Path.of("target/test-classes").toAbsolutePath().toString();
    command.addAll(List.of("-cp", classes, Work.class.getName()));
    Commands.Ended ended = Commands.run(folder, Map.of(), command);
    assertEquals(0, ended.code(), ended.output());
    return ended
        .output()
        .lines()
        .map(COMPILED_LAST::matcher)
        .flatMap(match -> match.matches() ? Stream.of(match.group(1)) : Stream.empty())
        .toList();
  }
}
