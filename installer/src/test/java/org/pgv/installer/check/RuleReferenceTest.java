package org.pgv.installer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleReferenceTest {
  private static final Path PAGE =
      Path.of(System.getProperty("pgv.root"), "docs/reference/checks.md");

  /** Rewrite it with {@code -Dreference.update}. */
  @Test
  void isWhatTheDocumentationSays() throws IOException {
    String page = RuleReference.markdown();
    if (System.getProperty("reference.update") != null) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }

    assertEquals(page, Files.readString(PAGE));
  }

  @Test
  void everyRuleCanBeFoundByItsName() {
    assertTrue(Stream.of(Rule.values()).allMatch(rule -> Rule.of(rule.id()).orElseThrow() == rule));
  }
}
