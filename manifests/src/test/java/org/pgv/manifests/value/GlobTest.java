package org.pgv.manifests.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "17.*, 17.6, true",
    "17.*, 17, false",
    "17, 17, true",
    "17, 17.6, false",
    "*, anything, true",
    "**, '', true",
    "'', '', true",
    "'', a, false",
    "lib*-devel, libpq-devel, true",
    "lib*-devel, libpq-devel-static, false",
    "*a*b, aabab, true",
    "*a*b, aabaa, false",
    "a.b, axb, false",
    "*ab, aab, true",
    "pg?, pg1, true",
    "pg?, pg, false",
    "pg[12], pg2, true",
    "pg[12], pg3, false",
    "pg[!1-3], pg4, true",
    "pg[^1-3], pg2, false",
    "pg[]a], pg], true",
    "pg[12, pg[12, true",
    "pg[z-a], pgb, false",
    "lib*[0-9]?-*, libx9a-devel, true",
  })
  void meansTheWholeTextWithAnythingForAStar(String pattern, String text, boolean matches) {
    assertEquals(matches, new Glob(pattern).matches(text));
  }
}
