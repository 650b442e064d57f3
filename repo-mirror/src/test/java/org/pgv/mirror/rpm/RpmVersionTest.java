package org.pgv.mirror.rpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpmVersionTest {
  private static final Path VECTORS =
      Path.of(System.getProperty("pgv.testdata"), "versions", "VERCMP.tsv");

  @ParameterizedTest
  @CsvSource({
    "1.0~rc1, <, 1.0",
    "1.0^git1, >, 1.0",
    "1.0^git1, <, 1.0.1",
    "1.0-1.el9, <, 1.0-1.el9_1",
    "1.0, <, 1.0-1",
    "9, <, 10",
    "2:0, >, 1:9",
    "1.0-1, =, 0:1.00-01",
    "1.0.a, <, 1.0.1",
    "1_0, =, 1.0",
    "99999999999999999998, <, 99999999999999999999",
  })
  void ordersAsRpmSays(String a, String sign, String b) {
    int expected = List.of("<", "=", ">").indexOf(sign) - 1;

    assertEquals(expected, order(a, b));
    assertEquals(-expected, order(b, a));
  }

  @Test
  void agreesWithTheVectorsOfRpmAndLibsolv() throws IOException {
    assumeTrue(Files.exists(VECTORS), "not run: no " + VECTORS);

    try (Stream<String> lines = Files.lines(VECTORS)) {
      List<String[]> vectors =
          lines.map(line -> line.split("\t", -1)).filter(v -> v[0].startsWith("rpm")).toList();

      assertEquals(244, vectors.size());
      for (String[] v : vectors) {
        assertEquals(Integer.parseInt(v[4]), order(v[2], v[3]), v[2] + " against " + v[3]);
      }
    }
  }

  @Test
  void takesAVersionApart() {
    RpmVersion version = RpmVersion.of("1", "2.4-rc", "5.el9");

    assertEquals("1:2.4-rc-5.el9", version.text());
    assertEquals("1", version.epoch());
    assertEquals("2.4-rc", version.version());
    assertEquals("5.el9", version.release());
    assertEquals("2.4", RpmVersion.of("0", "2.4", "").text());
    assertEquals("0", new RpmVersion("2.4").epoch());
    assertEquals("", new RpmVersion("2.4").release());
  }

  @Test
  void refusesWhatIsNoVersion() {
    assertThrows(IllegalArgumentException.class, () -> new RpmVersion(""));
    assertThrows(IllegalArgumentException.class, () -> new RpmVersion("1.0 beta"));
  }

  private static int order(String a, String b) {
    return Integer.signum(RpmVersion.compare(a.strip(), b.strip()));
  }
}
