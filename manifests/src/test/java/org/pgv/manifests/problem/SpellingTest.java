package org.pgv.manifests.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpellingTest {
  @Test
  void takesTwoLettersThatChangedPlacesForOneMistake() {
    assertEquals(Optional.of("test"), Spelling.nearest("tset", List.of("test", "rest")));
  }

  @Test
  void doesNotTakeOneShortWordForAnother() {
    assertEquals(Optional.empty(), Spelling.nearest("tree", List.of("grep", "tar", "perl")));
  }

  @Test
  void allowsMoreMistakesInALongWord() {
    assertEquals(
        Optional.of("postgresql-17"), Spelling.nearest("postgersql17", List.of("postgresql-17")));
  }
}
