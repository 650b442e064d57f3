package org.pgv.manifests.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;

class ReservedNamesTest {
  private static final String SITE =
      """
      apiVersion: pgv/v1
      site: demo
      domain: demo.internal
      hosts: [{ name: HOST, address: 10.0.0.1 }]
      clusters:
        - name: CLUSTER
          members: [HOST]
          services: [{ name: SERVICE, port: 5440 }]
          databases: [{ name: DATABASE, owner: owner, schemas: [{ name: SCHEMA }] }]
          roles: [{ name: owner }, { name: ROLE, auth: certificate }]
      """;

  private static List<String> problems(String place, String name) {
    String text = SITE.replace(place, name);
    for (String usual : List.of("HOST", "CLUSTER", "SERVICE", "DATABASE", "SCHEMA", "ROLE")) {
      text = text.replace(usual, usual.toLowerCase(java.util.Locale.ROOT) + "1");
    }
    return switch (SiteReader.read("site.yaml", text)) {
      case Loaded.Ok<Site> _ -> List.of();
      case Loaded.Refused<Site>(List<Problem> found) -> found.stream().map(Problem::what).toList();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "ROLE, patroni-main",
    "ROLE, Patroni-Main",
    "ROLE, pgbackrest-main",
    "ROLE, etcd-peer",
    "ROLE, etcd-gateway",
    "ROLE, haproxy",
    "ROLE, patronictl",
    "ROLE, root",
    "ROLE, Root",
    "ROLE, replicator",
    "ROLE, rewind",
    "ROLE, pgbouncer",
    "ROLE, postgres",
    "ROLE, Postgres",
    "ROLE, PUBLIC",
    "ROLE, none",
    "ROLE, all",
    "ROLE, replication",
    "ROLE, pgv_admin",
    "ROLE, pg_monitor",
    "ROLE, current_user",
    "DATABASE, postgres",
    "DATABASE, template1",
    "DATABASE, replication",
    "DATABASE, pgbouncer",
    "SCHEMA, pg_x",
    "SCHEMA, pgv",
    "CLUSTER, global",
    "SERVICE, witness",
    "SERVICE, statistics",
    "HOST, localhost",
    "HOST, unknown"
  })
  void refusesWhatMeansSomethingToAComponent(String place, String name) {
    List<String> found = problems(place, name);

    assertTrue(
        found.stream().anyMatch(what -> what.contains("'" + name + "' is ")),
        () -> found.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "first.last",
        "svc@corp",
        "svc@CORP.EXAMPLE",
        "Reports",
        "patronizing",
        "etcetera",
        "global"
      })
  void takesTheNamesThatPeopleAndDirectoriesHave(String name) {
    assertEquals(List.of(), problems("ROLE", name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "\"a'b\"", "a/b", "..", "@a", "+a", "-a", "a\\b", "a,b", "a:b", "é"})
  void refusesWhatSomeFileWouldReadAsSomethingElse(String name) {
    assertTrue(
        problems("ROLE", "'" + name.replace("'", "''") + "'").stream()
            .anyMatch(what -> what.contains("not a role's name: ")));
  }

  @Test
  void refusesADomainWithALabelThatNoCertificateMayBear() {
    String text = SITE.replace("demo.internal", "a".repeat(64) + ".internal").replace("HOST", "h");

    assertTrue(
        SiteReader.read("site.yaml", text) instanceof Loaded.Refused<Site>(List<Problem> found)
            && found.stream().anyMatch(one -> one.what().contains("not a domain: ")));
  }
}
