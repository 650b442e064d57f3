package org.pgv.installer.component.pgbouncer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.pgv.manifests.site.PostgresSettings.Profile;

class PoolSizesTest {

  @Test
  void growsWithTheProcessorsWithinLimits() {
    assertEquals(20, PoolSizes.of(Profile.OLTP, 2, 500).pool());
    assertEquals(64, PoolSizes.of(Profile.OLTP, 16, 500).pool());
    assertEquals(100, PoolSizes.of(Profile.CRIT, 128, 500).pool());
    assertEquals(10, PoolSizes.of(Profile.TINY, 1, 250).pool());
  }

  @Test
  void leavesTheServerConnectionsForOthers() {
    PoolSizes sizes = PoolSizes.of(Profile.OLTP, 64, 50);

    assertEquals(40, sizes.database());
    assertTrue(sizes.pool() <= sizes.database());
  }
}
