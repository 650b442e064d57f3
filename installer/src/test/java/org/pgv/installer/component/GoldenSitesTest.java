package org.pgv.installer.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.installer.component.keepalived.KeepalivedComponent;
import org.pgv.installer.component.minio.MinioComponent;
import org.pgv.installer.component.pgbackrest.PgBackRestComponent;
import org.pgv.installer.component.router.RouterComponent;
import org.pgv.installer.probe.Firewall;
import org.pgv.installer.resource.Correction;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Script;
import org.pgv.installer.secret.Inheritance;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;
import org.pgv.manifests.value.Target;

/** Every example site against what was reviewed; {@code -Dgolden.update} writes it anew. */
class GoldenSitesTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("pgv.root", ".."))
          .resolve("installer/src/test/resources/org/pgv/installer/component/golden");

  @ParameterizedTest
  @ValueSource(strings = {"four-hosts", "three-hosts", "one-host"})
  void decidesWhatWasReviewed(String example) throws IOException {
    review(example, Topologies.ofExample(example));
  }

  @Test
  void decidesWhatWasReviewedForEnterpriseLinux() throws IOException {
    review("one-host-el9", Topologies.ofExample("one-host", Target.parse("el9")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          minio-one-host   | 1 | kind: minio
          bucket-elsewhere | 0 | kind: s3, endpoint: 'https://s3.corp:9443', bucket: databases, keys: k, authority: a.pem
          minio-four-hosts | 4 | kind: minio, directories: [/data/1, /data/2], metrics: public, lockDays: 14
          """)
  void decidesWhatWasReviewedForObjectStores(String name, int keepers, String repository)
      throws IOException {
    Site site = Topologies.siteWithRepository(keepers, repository);
    Topology topology = Topologies.of(site, new FakeCredentials());
    List<Stage> stages = new ArrayList<>(new MinioComponent().stages(topology));
    stages.addAll(new PgBackRestComponent().stages(topology));
    review(name, stages);
  }

  @ParameterizedTest
  @CsvSource({"firewall, false", "firewalld, true"})
  void decidesWhatWasReviewedForFirewalls(String name, boolean firewalld) throws IOException {
    List<Stage> stages =
        Components.stages(withTwoRouters(firewalld)).stream()
            .filter(stage -> stage.name().endsWith("firewall"))
            .toList();
    review(name, stages);
  }

  @ParameterizedTest
  @CsvSource({"true, firewall repository packages", "false, repository packages first-firewall"})
  void hostsThatFilterLetOthersInBeforeThoseComeForPackages(boolean filters, String order)
      throws IOException {
    Firewall found = new Firewall(Optional.empty(), List.of(), filters, List.of());

    List<String> names =
        Components.stages(Topologies.ofExample("four-hosts", found)).stream()
            .map(Stage::name)
            .filter(List.of(order.split(" "))::contains)
            .toList();

    assertEquals(List.of(order.split(" ")), names);
  }

  /** Only they may have the address; HAProxy on members says whether it sees them. */
  @Test
  void decidesWhatWasReviewedForTwoHostsThatOnlyRoute() throws IOException {
    List<Stage> stages = new ArrayList<>(new RouterComponent().stages(withTwoRouters(false)));
    stages.addAll(new KeepalivedComponent().stages(withTwoRouters(false)));
    review("two-routers", stages);
  }

  private static Topology withTwoRouters(boolean firewalld) {
    String text =
        """
        apiVersion: pgv/v1
        site: demo
        domain: demo.internal
        timeServers: [ntp.corp]
        ports: { layout: pgvillage }
        firewall:
          admins: [10.1.7.9/16, 10.1.0.0/24]
          open:
            - { name: metrics, port: 9100, from: ['hosts:s1,i1', 10.9.0.0/16] }
            - { name: syslog, port: 514, transport: udp, from: [site], hosts: [i1] }
        hosts:
          - { name: s1, address: 10.77.0.11, roles: [etcd] }
          - { name: s2, address: 10.77.0.12, roles: [etcd] }
          - { name: i1, address: 10.77.0.13, roles: [etcd, infra, backup] }
          - { name: r1, address: 10.77.0.14, roles: [router] }
          - { name: r2, address: 10.77.0.15, roles: [router] }
        clusters:
          - { name: main, members: [s1, s2], clients: [10.8.0.0/16], vip: 10.77.0.100/24 }
        backup: { repository: { kind: minio } }
        """;
    Firewall found = new Firewall(Optional.empty(), List.of(), firewalld, List.of());
    return Topologies.of(SiteReader.read("site.yaml", text).orRefuse(), found);
  }

  @Test
  void decidesWhatWasReviewedForClustersThatComeBackFromTheirRepositories() throws IOException {
    Inheritance inheritance =
        new Inheritance("2026-11-21T08:15:00Z", List.of("app_owner"), Optional.empty());
    Topology topology =
        Topologies.ofExample("four-hosts", new FakeCredentials(Map.of("main", inheritance)));
    review(
        "four-hosts-inherited",
        stages(topology, "inherit-main", "postgres-main-first", "first-backup-main"));
  }

  /**
   * The folder is on the host of main: other reads it from afar, and main that of other at home.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cloned-from-afar | main  | other | kind: posix
          cloned-at-home   | other | main  | kind: posix
          cloned-in-minio  | main  | other | kind: minio
          """)
  void decidesWhatWasReviewedForAClusterFromAnother(
      String name, String from, String into, String repository) throws IOException {
    Inheritance inheritance = new Inheritance("latest", List.of("app"), Optional.of(from));
    Topology topology =
        Topologies.of(
            Topologies.siteWithRepository(1, repository),
            new FakeCredentials(Map.of(into, inheritance)));
    review(
        name,
        stages(
            topology,
            "archive-for-" + into,
            "postgres-" + into + "-first",
            "first-backup-" + into));
  }

  /** Some stages, with what is done in them once. */
  private static List<Stage> stages(Topology topology, String... names) {
    return Components.stages(topology).stream()
        .filter(stage -> List.of(names).contains(stage.name()))
        .map(GoldenSitesTest::onlyScripts)
        .toList();
  }

  private static Stage onlyScripts(Stage stage) {
    return new Stage(
        stage.name(),
        stage.title(),
        stage.hosts().stream()
            .map(
                host ->
                    new Stage.HostResources(
                        host.host(),
                        host.resources().stream()
                            .filter(r -> r instanceof Script || r instanceof Correction)
                            .toList()))
            .toList(),
        stage.rollout(),
        List.of());
  }

  private static void review(String name, Topology topology) throws IOException {
    review(name, Components.stages(topology));
  }

  private static void review(String name, List<Stage> stages) throws IOException {
    SortedMap<String, String> rendered = Rendered.of(stages);
    Path folder = GOLDEN.resolve(name);
    if (System.getProperty("golden.update") != null) {
      write(folder, rendered);
    }

    SortedMap<String, String> reviewed = read(folder);

    assertEquals(List.copyOf(reviewed.keySet()), List.copyOf(rendered.keySet()));
    rendered.forEach((file, text) -> assertEquals(reviewed.get(file), text, file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"four-hosts", "three-hosts", "one-host"})
  void givesEachHostEachThingOnceInAStage(String example) {
    for (Stage stage : Components.stages(Topologies.ofExample(example))) {
      for (Stage.HostResources host : stage.hosts()) {
        List<String> titles = host.resources().stream().map(Resource::title).toList();
        assertEquals(titles.stream().distinct().toList(), titles, stage.name());
      }
    }
  }

  @Test
  void decidesTheSameEachTime() {
    assertEquals(
        Components.stages(Topologies.ofExample("four-hosts")),
        Components.stages(Topologies.ofExample("four-hosts")));
  }

  @Test
  void keepsKeysAndPasswordsFromOtherEyes() {
    for (Stage stage : Components.stages(Topologies.ofExample("three-hosts"))) {
      for (Stage.HostResources host : stage.hosts()) {
        for (Resource resource : host.resources()) {
          if (resource instanceof ManagedFile file && holdsSecret(file)) {
            assertTrue(file.content().secret(), file.path());
            assertTrue(file.ownership().mode().endsWith("0"), file.path());
            assertFalse(file.toString().contains("key of"), file.path());
          }
        }
      }
    }
  }

  @Test
  void refusesAServerVersionThatTheBundleLacks() {
    String text =
        """
        apiVersion: pgv/v1
        site: demo
        domain: demo.internal
        hosts: [{ name: a, address: 10.0.0.1 }]
        clusters: [{ name: main, members: [a], postgres: 16 }]
        """;
    Topology topology =
        Topologies.of(SiteReader.read("site.yaml", text).orRefuse(), new FakeCredentials());

    Refusal refusal = assertThrows(Refusal.class, () -> Components.stages(topology));

    assertEquals(ExitCode.PREFLIGHT, refusal.code());
  }

  @Test
  void refusesToAuditByABundleThatLacksWhatItTakes() {
    String text =
        """
        apiVersion: pgv/v1
        site: demo
        domain: demo.internal
        hosts: [{ name: a, address: 10.0.0.1 }]
        clusters: [{ name: main, members: [a], profile: crit }]
        """;
    Topology topology =
        Topologies.of(SiteReader.read("site.yaml", text).orRefuse(), new FakeCredentials());
    Topology without = Topologies.without(topology, "postgresql-17-pgaudit");

    Refusal refusal = assertThrows(Refusal.class, () -> Components.stages(without));

    assertEquals(ExitCode.PREFLIGHT, refusal.code());
    assertTrue(refusal.toString().contains("postgresql-17-pgaudit"), refusal.toString());
    assertFalse(Components.stages(topology).isEmpty());
  }

  private static boolean holdsSecret(ManagedFile file) {
    String text = file.content().text();
    return text.contains("key of ") || text.contains("password-of-");
  }

  private static void write(Path folder, Map<String, String> files) throws IOException {
    for (Path old : paths(folder)) {
      Files.delete(old);
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private static SortedMap<String, String> read(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    for (Path path : paths(folder)) {
      files.put(folder.relativize(path).toString(), Files.readString(path));
    }
    return files;
  }

  private static List<Path> paths(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
