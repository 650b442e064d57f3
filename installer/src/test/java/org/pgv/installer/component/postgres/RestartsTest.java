package org.pgv.installer.component.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pgv.installer.component.Topologies;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.RunningServer;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;
import org.pgv.manifests.value.HostName;

class RestartsTest {
  /** What a server of the site below shows when it runs with all of it. */
  private static final Map<String, String> WANTED =
      Map.of("shared_buffers", "1048576", "max_connections", "300", "max_worker_processes", "20");

  private static Topology topology(boolean agreed, Map<String, RunningServer> servers) {
    Site site =
        SiteReader.read(
                "site.yaml",
                """
                apiVersion: pgv/v1
                site: demo
                domain: demo.internal
                hosts:
                  - { name: a, address: 10.77.0.11, roles: [etcd, infra] }
                  - { name: b, address: 10.77.0.12 }
                  - { name: c, address: 10.77.0.13 }
                clusters:
                  - name: main
                    members: [a, b, c]
                    parameters: { max_connections: 300, max_worker_processes: 20, shared_preload_libraries: 'pg_stat_statements, pg_cron' }
                    databases: [{ name: app, owner: o, extensions: [pg_cron] }]
                    roles: [{ name: o }]
                """)
            .orRefuse();
    Topology plain = Topologies.of(site);
    TreeMap<HostName, HostFacts> facts = new TreeMap<>(plain.facts());
    servers.forEach(
        (name, server) ->
            facts.computeIfPresent(
                new HostName(name),
                (host, f) ->
                    new HostFacts(
                        host,
                        f.machine(),
                        f.software(),
                        f.managed(),
                        f.network(),
                        f.catalogue(),
                        HostFacts.Remembered.NOTHING,
                        List.of(server))));
    return new Topology(site, facts, plain.bundle(), plain.credentials(), plain.platform())
        .with(new Topology.Consent(agreed, Set.of()));
  }

  private static RunningServer server(boolean leads, Map<String, String> other, String... pending) {
    TreeMap<String, String> settings = new TreeMap<>(WANTED);
    settings.put("shared_preload_libraries", "pg_stat_statements, pg_cron");
    settings.putAll(other);
    return new RunningServer(
        "main",
        leads,
        settings,
        List.of(pending),
        new RunningServer.Files(List.of(), new TreeMap<>(), ""));
  }

  private static Restarts restarts(boolean agreed, Map<String, String> other) {
    Topology topology =
        topology(
            agreed,
            Map.of("a", server(false, other), "b", server(true, other), "c", server(false, other)));
    return new Restarts(topology, cluster(topology));
  }

  private static Cluster cluster(Topology topology) {
    return topology.site().clusters().getFirst();
  }

  private static List<String> order(Restarts restarts) {
    return restarts.stages().stream()
        .map(Stage::name)
        .map(name -> name.substring("postgres-main-restart-".length()))
        .toList();
  }

  @Test
  void isNotDueWhereServersRunWithAllOfIt() {
    assertEquals(Optional.empty(), restarts(false, Map.of()).due());
    assertFalse(restarts(true, Map.of()).areAgreed());
  }

  @Test
  void isDueWhateverWasWrittenToFiles() {
    Restarts restarts = restarts(false, Map.of("shared_buffers", "16384"));

    assertTrue(restarts.due().orElseThrow().contains("shared_buffers"));
    assertFalse(restarts.areAgreed());
  }

  @Test
  void isDueWhereTheServerItselfSaysSo() {
    Topology topology =
        topology(false, Map.of("c", server(false, Map.of(), "max_files_per_process")));

    assertTrue(
        new Restarts(topology, cluster(topology))
            .due()
            .orElseThrow()
            .contains("max_files_per_process"));
  }

  @Test
  void beginsWithReplicasWhereverThePrimaryIs() {
    Restarts restarts = restarts(true, Map.of("max_connections", "250"));

    assertTrue(restarts.areAgreed());
    assertEquals(Optional.empty(), restarts.due());
    assertEquals(List.of("a", "c", "b"), order(restarts));
  }

  @Test
  void bringsLessToThePrimaryFirst() {
    assertEquals(List.of("b", "a", "c"), order(restarts(true, Map.of("max_connections", "500"))));
  }

  @Test
  void bringsMoreToReplicasBeforeAndLessAfterThePrimary() {
    assertEquals(
        List.of("a-more", "c-more", "b", "a", "c"),
        order(restarts(true, Map.of("max_connections", "500", "max_worker_processes", "10"))));
  }

  @Test
  void countsOnNoConnectionsThatWaitForARestart() {
    Map<String, String> before = Map.of("max_connections", "250");

    assertEquals(250, restarts(false, before).connections(300));
    assertEquals(300, restarts(true, before).connections(300));
  }

  @Test
  void waitsForAPrimary() {
    Topology topology =
        topology(true, Map.of("a", server(false, Map.of("shared_buffers", "16384"))));
    Restarts restarts = new Restarts(topology, cluster(topology));

    assertFalse(restarts.areAgreed());
    assertTrue(restarts.due().isPresent());
  }

  @Test
  void letsAnExtensionWaitForItsLibrary() {
    Map<String, String> before = Map.of("shared_preload_libraries", "pg_stat_statements");

    assertTrue(restarts(false, before).isAwaited("pg_cron"));
    assertFalse(restarts(true, before).isAwaited("pg_cron"));
    assertFalse(restarts(false, Map.of()).isAwaited("pg_cron"));
    assertFalse(restarts(false, before).isAwaited("hstore"));
  }
}
