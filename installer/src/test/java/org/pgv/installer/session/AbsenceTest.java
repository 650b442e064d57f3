package org.pgv.installer.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.component.Topologies;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.RunningServer;
import org.pgv.installer.stage.Gate;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.state.ToldFacts;
import org.pgv.installer.topology.Topology.Consent;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;
import org.pgv.manifests.value.HostName;

class AbsenceTest {
  private static final Site SITE =
      SiteReader.read(
              "site.yaml",
              """
              apiVersion: pgv/v1
              site: demo
              domain: demo.internal
              hosts:
                - { name: a, address: 10.77.0.11, roles: [etcd, infra] }
                - { name: b, address: 10.77.0.12, roles: [etcd] }
                - { name: c, address: 10.77.0.13, roles: [etcd] }
              clusters: [{ name: main, members: [a, b, c] }]
              """)
          .orRefuse();

  private static final HostName A = new HostName("a");
  private static final HostName B = new HostName("b");

  @TempDir private Path folder;

  private static Absence without(String... hosts) {
    Set<HostName> names = Set.copyOf(Stream.of(hosts).map(HostName::new).toList());
    return new Absence(new Consent(false, names), List.of());
  }

  /** The facts of hosts of which one leads; of none where that is empty. */
  private static List<HostFacts> present(String leader, String... hosts) {
    List<HostFacts> facts = new ArrayList<>();
    for (String host : hosts) {
      HostFacts f = Topologies.of(SITE).facts(new HostName(host));
      facts.add(
          new HostFacts(
              f.host(),
              f.machine(),
              f.software(),
              f.managed(),
              f.network(),
              Optional.empty(),
              HostFacts.Remembered.NOTHING,
              List.of(
                  new RunningServer(
                      "main",
                      host.equals(leader),
                      new TreeMap<>(),
                      List.of(),
                      new RunningServer.Files(List.of(), new TreeMap<>(), "")))));
    }
    return facts;
  }

  private static List<String> refused(Absence absence, List<HostFacts> present) {
    Refusal refusal = assertThrows(Refusal.class, () -> absence.refuseWithout(SITE, present));
    assertEquals(ExitCode.PREFLIGHT, refusal.code());
    return refusal.problems().stream().map(Problem::what).toList();
  }

  @Test
  void namesOfNoHostAndHostsThatNeverToldAnythingAreRefusedTogether() {
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () ->
                Absence.of(
                    SITE,
                    new ToldFacts(folder),
                    new Consent(false, Set.of(B, new HostName("pg9")))));

    assertEquals(ExitCode.USAGE, refusal.code());
    assertEquals(
        List.of(
            "b was never looked at from here, so nobody knows what the others need with it",
            "pg9 is no host of the site"),
        refusal.problems().stream().map(Problem::what).toList());
  }

  @Test
  void aMajorityOfEtcdAndThePrimaryMustBeThere() {
    without("b").refuseWithout(SITE, present("a", "a", "c"));

    assertEquals(
        List.of("no member of main that is there is its primary"),
        refused(without("b"), present("", "a", "c")));
    assertEquals(
        List.of(
            "2 of etcd's 3 members would be left out, and it has no majority then",
            "no member of main that is there is its primary"),
        refused(without("a", "b"), present("", "c")));
  }

  @Test
  void whatIsLeftOutGetsNothingAndIsAskedNothing() {
    Gate atA = new Gate("x", A, "true", Duration.ofSeconds(1));
    Gate atB = new Gate("y", B, "true", Duration.ofSeconds(1));
    Stage stage =
        new Stage(
                "s",
                "t",
                List.of(
                    new Stage.HostResources(A, List.of()), new Stage.HostResources(B, List.of())),
                Stage.Rollout.ROLLING,
                List.of(atA, atB))
            .later("u", atB, atA);

    Stage left = without("b").without(List.of(stage)).getFirst();

    assertEquals(List.of(A), left.hosts().stream().map(Stage.HostResources::host).toList());
    assertEquals(List.of(atA), left.gates());
    assertEquals(List.of(atA), left.later().orElseThrow().gates());
    assertEquals(
        Optional.of("b left as it was: apply once more when it is back"), without("b").due());
    assertEquals(List.of(stage), without().without(List.of(stage)));
    assertEquals(Optional.empty(), without().due());
  }
}
