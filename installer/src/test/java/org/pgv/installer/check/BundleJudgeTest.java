package org.pgv.installer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgv.installer.component.Topologies;
import org.pgv.manifests.site.SiteReader;

class BundleJudgeTest {
  private static List<String> found(String extensions, String libraries) {
    String text =
        """
        apiVersion: pgv/v1
        site: demo
        domain: demo.internal
        hosts: [{ name: a, address: 10.77.0.11, roles: [etcd, infra] }]
        clusters:
          - name: main
            members: [a]
            parameters: { shared_preload_libraries: '%s' }
            databases: [{ name: app, owner: o, extensions: [%s] }]
            roles: [{ name: o }]
        """
            .formatted(libraries, extensions);
    return BundleJudge.judge(Topologies.of(SiteReader.read("site.yaml", text).orRefuse())).stream()
        .map(Finding::what)
        .toList();
  }

  @Test
  void leavesWhatComesWithTheServer() {
    assertEquals(List.of(), found("hstore, pg_trgm", "pg_stat_statements, auto_explain"));
  }

  @Test
  void tellsWhatTheBundleLacks() {
    assertEquals(
        List.of("no package for extension pg_cron", "no package for library timescaledb"),
        found("pg_cron", "timescaledb"));
  }

  @Test
  void knowsTheNearestName() {
    assertEquals(
        List.of("no package for extension hstor; did you mean 'hstore'?"), found("hstor", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "vector, postgresql-17-pgvector",
    "postgis_raster, postgresql-17-postgis-3",
    "address_standardizer, postgresql-17-postgis-3",
    "pg_wait_sampling, postgresql-17-pg-wait-sampling",
    "pg_cron, pg_cron_17",
    "plpython3u, postgresql-plpython3-17",
    "timescaledb, timescaledb_17"
  })
  void knowsPackagesByWhatTheyAreCalledFor(String extension, String name) {
    List<String> server = List.of("postgresql-17", "postgresql-client-17", "libpq5");

    assertTrue(BundleJudge.hasOneFor(extension, BundleJudge.stems(List.of(name), 17)));
    assertFalse(BundleJudge.hasOneFor(extension, BundleJudge.stems(List.of(name), 15)));
    assertFalse(BundleJudge.hasOneFor(extension, BundleJudge.stems(server, 17)));
  }
}
