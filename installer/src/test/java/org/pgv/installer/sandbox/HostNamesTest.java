package org.pgv.installer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.value.HostName;

class HostNamesTest {
  @Test
  void countsOrNames() {
    assertEquals(
        List.of("pg1", "pg2", "pg3", "infra1"),
        HostNames.parse("4").stream().map(HostName::text).toList());
    assertEquals(List.of(new HostName("db1")), HostNames.parse("db1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "1000", "99999", "99999999999", "", "db1,db1", "PG1", "a,,b", "admin", "-1"})
  void refusesWhatCannotBe(String text) {
    assertThrows(IllegalArgumentException.class, () -> HostNames.parse(text));
  }
}
