package org.pgv.manifests.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.problem.Loaded;

class InventoryTest {
  private static final Inventory INVENTORY =
      new Inventory(
          new TreeMap<>(
              Map.of(
                  new BundlePath("install.sh"), new Inventory.Entry(true, 1234),
                  new BundlePath("repo/with a blank.deb"), new Inventory.Entry(false, 1L << 40))));

  @Test
  void isReadAsItIsWritten() {
    assertEquals(
        "0755 1234 install.sh\n0644 1099511627776 repo/with a blank.deb\n", INVENTORY.text());
    assertEquals(new Loaded.Ok<>(INVENTORY), Inventory.parse("INVENTORY", INVENTORY.text()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0777 1 a",
        "4755 1 a",
        "0644 -1 a",
        "0644 99999999999999999999 a",
        "0644 one a",
        "0644 1 ../a",
        "0644 1 a\n0644 2 a",
        "0644 1",
        ""
      })
  void anythingElseIsRefused(String text) {
    assertInstanceOf(Loaded.Refused.class, Inventory.parse("INVENTORY", text + "\n"));
  }
}
