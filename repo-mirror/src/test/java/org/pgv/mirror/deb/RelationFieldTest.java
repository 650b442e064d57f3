package org.pgv.mirror.deb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelationFieldTest {

  @Test
  void readsGroupsAlternativesAndVersions() {
    String field = "libc6 (>= 2.38), default-mta | mail-transport-agent,\n python3:any (<< 3.14)";

    List<List<DebRelation>> groups = RelationField.parse(field);

    assertEquals(
        "[[libc6 (>= 2.38)], [default-mta, mail-transport-agent], [python3:any (<< 3.14)]]",
        groups.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "a(=1), a (= 1)",
    "a (> 1), a (>= 1)",
    "a (< 1), a (<= 1)",
    "a ( >> 1:2-3~x ), a (>> 1:2-3~x)",
    "a [amd64 !arm64], a [amd64 !arm64]",
    "a:amd64 (= 1) [linux-any] <!nocheck> <cross>, a:amd64 (= 1) [linux-any]",
    "libstdc++6, libstdc++6",
  })
  void toleratesEverySpellingThatDpkgTakes(String text, String expected) {
    assertEquals(expected, RelationField.parse(text).getFirst().getFirst().toString());
  }

  @Test
  void toleratesAnEmptyFieldAndATrailingComma() {
    assertEquals(List.of(), RelationField.parse(" "));
    assertEquals(2, RelationField.parse("a, b,").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      quoteCharacter = '"',
      value = {
        "a (>= 1 -> ')' is missing at character 6",
        "a (~ 1) -> expected a version operator at character 4",
        "a b -> expected ',' or '|' at character 3",
        "a | -> expected a package name at character 4",
        "a (=) -> not a Debian version: '' at character 6",
      })
  void saysWhatIsWrongAndWhere(String text, String expected) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RelationField.parse(text));

    assertEquals(expected + " of the relation '" + text + "'", e.getMessage());
  }
}
