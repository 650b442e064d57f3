package org.pgv.manifests.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"debian13", "debian12-arm64", "ubuntu24.04", "el9", "el9-lookalike", "el10-arm64"})
  void isWrittenTheWayItIsRead(String text) {
    assertEquals(text, Target.parse(text).toString());
  }

  @Test
  void knowsItsPackagingFamily() {
    assertEquals(Target.Family.DEB, Target.parse("debian13").family());
    assertEquals(Target.Family.RPM, Target.parse("el9").family());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "debian", "13", "Debian13", "debian13-mips"})
  void refusesWhatIsNoTarget(String text) {
    assertThrows(IllegalArgumentException.class, () -> Target.parse(text));
  }
}
