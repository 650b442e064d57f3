package org.pgv.manifests.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;

class YamlFileTest {
  private record Thing(String name, int size) {}

  private static Loaded<Thing> read(String text) {
    return YamlFile.read(
        "thing.yaml", text, map -> new Thing(map.text("name"), map.number("size", 1, 0, 9)));
  }

  @Test
  void readsWhatIsWritten() {
    assertEquals(new Loaded.Ok<>(new Thing("a", 3)), read("name: a\nsize: 3\n"));
  }

  @Test
  void saysEveryMistakeAtOnceWithItsLine() {
    Loaded.Refused<?> refused = assertInstanceOf(Loaded.Refused.class, read("nmae: a\nsize: 12\n"));

    assertEquals(
        List.of(
            new Problem("thing.yaml:1", "'name' is missing", ""),
            new Problem("thing.yaml:2", "size: must be from 0 to 9, is 12", ""),
            new Problem("thing.yaml:1", "unknown key 'nmae'", "did you mean 'name'?")),
        refused.problems());
  }

  @Test
  void saysWhereAFileStopsBeingYaml() {
    Loaded.Refused<?> refused =
        assertInstanceOf(Loaded.Refused.class, read("name: a\n  size: [3\n"));

    assertEquals("thing.yaml:2", refused.problems().getFirst().where());
  }

  @Test
  void refusesAKeyWrittenTwice() {
    assertInstanceOf(Loaded.Refused.class, read("name: a\nname: b\n"));
  }

  @Test
  void readsAFileThatBeginsWithAByteOrderMark() {
    assertEquals(new Loaded.Ok<>(new Thing("a", 3)), read("\ufeffname: a\nsize: 3\n"));
  }

  @Test
  void refusesWhatIsNestedForever() {
    Loaded.Refused<?> refused =
        assertInstanceOf(
            Loaded.Refused.class, read("name: " + "[".repeat(40_000) + "]".repeat(40_000) + "\n"));

    assertEquals(
        List.of(new Problem("thing.yaml", "is nested more deeply than can be read")),
        refused.problems());
  }

  /** A line took the parser's time squared: a minute for five million characters. */
  @Test
  @Timeout(20)
  void readsPastALongLine() {
    assertEquals(
        new Loaded.Ok<>(new Thing("a", 3)),
        read("name: a\n# " + "x".repeat(2_500_000) + "\nsize: 3\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0085", "\\u2028", "\\0", "\\r", "\\e", "\\uFEFF"})
  void refusesWhatNoEditorShows(String character) {
    Loaded.Refused<?> refused =
        assertInstanceOf(Loaded.Refused.class, read("name: \"a" + character + "b\"\n"));

    assertEquals("thing.yaml:1", refused.problems().getFirst().where());
  }

  @Test
  void refusesAnEmptyNameWhereOneMustBe() {
    Loaded<String> loaded =
        YamlFile.read("thing.yaml", "name: ''\n", map -> map.required("name", text -> text, "x"));

    assertEquals(
        new Loaded.Refused<>(List.of(new Problem("thing.yaml:1", "name: must not be empty"))),
        loaded);
  }
}
