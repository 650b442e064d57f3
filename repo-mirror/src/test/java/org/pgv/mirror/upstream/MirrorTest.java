package org.pgv.mirror.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirrorTest {
  @ParameterizedTest
  @CsvSource({
    "pool/a_1%3a2.deb, pool/a_1%253a2.deb",
    "pool/100%.deb, pool/100%25.deb",
    "pool/libstdc++6.deb, pool/libstdc%2B%2B6.deb",
    "pool/a b.deb, pool/a%20b.deb",
    "pool/a#b?c.deb, pool/a%23b%3Fc.deb",
    "pool/\u00e4.deb, pool/%C3%A4.deb",
    "pool/a\\b.deb, pool/a%5Cb.deb",
    "pool//a.deb, pool//a.deb",
    "pool/a~b^c.deb, pool/a~b%5Ec.deb",
    "name:1.deb, name:1.deb"
  })
  void asksForAFileByItsName(String path, String asked) {
    Mirror mirror = new Mirror(URI.create("http://mirror.example/x/../debian/"), "a test's");

    assertEquals("http://mirror.example/x/../debian/" + asked, mirror.resolve(path).toString());
  }
}
