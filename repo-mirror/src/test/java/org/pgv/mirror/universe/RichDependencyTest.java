package org.pgv.mirror.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.mirror.rpm.RpmDependency;
import org.pgv.mirror.rpm.RpmField;
import org.pgv.mirror.rpm.RpmPackage;

class RichDependencyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a and b)",
        "(a or (b and c))",
        "(a if b)",
        "(a if (b or c) else d)",
        "(a unless b else (c with d))",
        "(a without b)",
        "(libfoo.so.1(V_1)(64bit) or /usr/bin/foo)",
        "(((a if b) and c) or d)",
      })
  void readsWhatItWrites(String text) {
    assertEquals(text, RichDependency.parse(text).toString());
  }

  @Test
  void readsVersionsAndLongerChains() {
    assertEquals(
        "((a (>= 1:2-3) with a (<< 4)) with b)",
        RichDependency.parse("(a >= 1:2-3 with a < 4 with b)").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "(a", "(a and)", "(a nor b)", "(a and b or c)", "(a if b if c)", "(a) b"})
  void refusesWhatIsNone(String text) {
    assertThrows(IllegalArgumentException.class, () -> RichDependency.parse(text));
  }

  @Test
  void readsEveryOneThatRealRepositoriesHave() throws IOException {
    assumeTrue(El9.present(), "not run: no " + El9.FOLDER);
    Set<String> seen = new TreeSet<>();
    for (RpmPackage metadata : El9.repository(El9.APPSTREAM).index().packages()) {
      for (RpmField field : RpmField.values()) {
        metadata.relations(field).stream()
            .filter(RpmDependency::rich)
            .forEach(dependency -> seen.add(dependency.name()));
      }
    }

    seen.forEach(RichDependency::parse);
    assertTrue(seen.size() > 100, seen.size() + " seen");
  }
}
