package org.pgv.mirror.deb;

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

class DebVersionTest {
  private static final Path VECTORS =
      Path.of(System.getProperty("pgv.testdata"), "versions", "VERCMP.tsv");

  @ParameterizedTest
  @CsvSource({
    "1.0~rc1, <, 1.0",
    "1.0, <, 1.0+b1",
    "1.0-1, <, 1.0-1+deb13u1",
    "9, <, 10",
    "2:0, >, 1:9",
    "1.0, =, 0:1.00-0",
    "a, <, a+",
    "1.2.3-1-2, >, 1.2.3-1-1",
    "99999999999999999998, <, 99999999999999999999",
  })
  void ordersAsPolicySays(String a, String sign, String b) {
    int expected = List.of("<", "=", ">").indexOf(sign) - 1;

    assertEquals(expected, order(a, b));
    assertEquals(-expected, order(b, a));
  }

  @Test
  void agreesWithTheVectorsOfDpkgAndApt() throws IOException {
    assumeTrue(Files.exists(VECTORS), "not run: no " + VECTORS);

    try (Stream<String> lines = Files.lines(VECTORS)) {
      List<String[]> vectors =
          lines.map(line -> line.split("\t", -1)).filter(v -> v[0].equals("deb")).toList();

      assertEquals(107, vectors.size());
      for (String[] v : vectors) {
        assertEquals(Integer.parseInt(v[4]), order(v[2], v[3]), v[2] + " against " + v[3]);
      }
    }
  }

  @Test
  void refusesWhatIsNoVersion() {
    assertThrows(IllegalArgumentException.class, () -> new DebVersion(""));
    assertThrows(IllegalArgumentException.class, () -> new DebVersion("1.0 beta"));
  }

  private static int order(String a, String b) {
    return Integer.signum(new DebVersion(a.strip()).compareTo(new DebVersion(b.strip())));
  }
}
