package org.pgv.mirror.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.manifest.Manifests;
import org.pgv.manifests.manifest.PackageRequest;
import org.pgv.manifests.manifest.RoleRequest;
import org.pgv.manifests.value.Target;

/** What the shipped manifest names is called so in EL 9, as far as its real metadata is at hand. */
class ShippedNamesTest {
  /** From PGDG, of which there is no metadata here. */
  private static final List<String> OTHERS = List.of("etcd", "postgres", "pooler", "backup");

  /** The test data is CentOS Stream's; the second is EPEL's. */
  private static final List<String> NOT_CENTOS = List.of("rocky-release", "node-exporter");

  @Test
  void ofTheDistributionAreThoseOfEl9() throws IOException {
    assumeTrue(El9.present(), "not run: no " + El9.FOLDER);
    RpmUniverse universe = El9.universe(El9.BASEOS, El9.APPSTREAM);

    List<String> unknown = new ArrayList<>();
    for (RoleRequest role : Manifests.shipped(Target.parse("el9")).manifest().roles()) {
      for (PackageRequest one : role.packages()) {
        boolean known = !universe.named(one.name()).isEmpty();
        if (!known && !OTHERS.contains(role.role())) {
          unknown.add(one.name());
        }
      }
    }

    assertEquals(NOT_CENTOS, unknown);
  }
}
