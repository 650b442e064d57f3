package org.pgv.installer.component.postgres;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pgv.installer.component.postgres.ServerSettings.Capacity;
import org.pgv.manifests.postgres.ServerCatalogue;
import org.pgv.manifests.site.PostgresSettings;
import org.pgv.manifests.site.PostgresSettings.Profile;

class ServerSettingsTest {
  private static final long GIB = 1L << 30;
  private static final Capacity USUAL = new Capacity(8, 32 * GIB, 200 * GIB);

  private static ServerSettings settings(Profile profile, Capacity capacity) {
    return settings(profile, profile == Profile.CRIT, capacity, Map.of());
  }

  private static ServerSettings settings(
      Profile profile, boolean audit, Capacity capacity, Map<String, String> parameters) {
    PostgresSettings postgres =
        new PostgresSettings(
            17, profile, audit, Optional.empty(), List.of(), new TreeMap<>(parameters));
    return ServerSettings.of(postgres, capacity);
  }

  @Test
  void takesAQuarterOfMemoryForBuffersAndCountsOnTheRestAsCache() {
    SortedMap<String, String> local = settings(Profile.OLTP, USUAL).local();

    assertEquals("8192MB", local.get("shared_buffers"));
    assertEquals("24576MB", local.get("effective_cache_size"));
    assertEquals("2048MB", local.get("maintenance_work_mem"));
    assertEquals("16MB", local.get("work_mem"));
  }

  @Test
  void letsWalTakeAFifthOfTheDiskAtMost() {
    SortedMap<String, String> local = settings(Profile.OLTP, USUAL).local();

    assertEquals("10GB", local.get("min_wal_size"));
    assertEquals("40GB", local.get("max_wal_size"));
  }

  @Test
  void staysUsableOnTheSmallestHost() {
    Capacity small = new Capacity(1, GIB, 8 * GIB);

    ServerSettings settings = settings(Profile.TINY, small);

    assertEquals("256MB", settings.local().get("shared_buffers"));
    assertEquals("4MB", settings.local().get("work_mem"));
    assertEquals("1", settings.local().get("max_parallel_workers"));
    assertEquals("250", settings.shared().get("max_connections"));
  }

  @Test
  void givesAnalysisMoreMemoryAndWorkersAQuery() {
    assertEquals("4", settings(Profile.OLAP, USUAL).local().get("max_parallel_workers_per_gather"));
    assertEquals("0", settings(Profile.CRIT, USUAL).local().get("max_parallel_workers_per_gather"));
  }

  @Test
  void keepsApartWhatAllMembersMustAgreeOn() {
    ServerSettings settings = settings(Profile.OLTP, USUAL);

    assertTrue(settings.shared().containsKey("max_connections"));
    assertFalse(settings.local().containsKey("max_connections"));
    assertFalse(settings.shared().containsKey("shared_buffers"));
  }

  @Test
  void letsTheSiteHaveTheLastWord() {
    ServerSettings settings =
        settings(
            Profile.OLTP, false, USUAL, Map.of("shared_buffers", "1GB", "max_connections", "77"));

    assertEquals("1GB", settings.local().get("shared_buffers"));
    assertEquals("77", settings.shared().get("max_connections"));
  }

  @ParameterizedTest
  @EnumSource
  void setsTheSameParametersForEveryProfile(Profile profile) {
    assertEquals(
        settings(Profile.OLTP, USUAL).local().keySet(),
        settings(profile, false, USUAL, Map.of()).local().keySet());
  }

  /** log_statement would write the password of an ALTER ROLE as it was typed. */
  @Test
  void anAuditedServerChecksPasswordsAndLogsNone() {
    SortedMap<String, String> local = settings(Profile.CRIT, USUAL).local();

    assertEquals(
        "pg_stat_statements,auto_explain,passwordcheck,pgaudit",
        local.get("shared_preload_libraries"));
    assertEquals("ddl,role", local.get("pgaudit.log"));
    assertEquals("none", local.get("log_statement"));
    assertEquals(local, settings(Profile.CRIT, true, USUAL, Map.of()).local());
  }

  @Test
  void agreesOnTheSmallestOfTwoHosts() {
    assertEquals(
        new Capacity(2, GIB, GIB),
        new Capacity(2, 2 * GIB, GIB).least(new Capacity(4, GIB, 9 * GIB)));
  }

  @ParameterizedTest
  @EnumSource
  void setsWhatEveryVersionKnows(Profile profile) {
    ServerSettings settings = settings(profile, USUAL);
    for (int version = ServerCatalogue.OLDEST; version <= ServerCatalogue.NEWEST; version++) {
      ServerCatalogue catalogue = ServerCatalogue.of(version);
      for (SortedMap<String, String> each : List.of(settings.shared(), settings.local())) {
        each.forEach(
            (name, value) ->
                assertDoesNotThrow(
                    () ->
                        name.startsWith("pgaudit.")
                            ? value
                            : catalogue.parameter(name).orElseThrow().canonical(value)));
      }
    }
  }
}
