package org.pgv.installer.component.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pgv.installer.component.Topologies;
import org.pgv.installer.probe.EtcdFacts;
import org.pgv.installer.probe.EtcdFacts.Member;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Managed;
import org.pgv.installer.probe.Software;
import org.pgv.installer.probe.Software.DataFolder;
import org.pgv.installer.probe.Software.DataKind;
import org.pgv.installer.resource.Correction;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Script;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.value.HostName;

/** The example of three hosts, by what etcd itself says on those that have its data. */
class EtcdMembershipTest {
  private static final Member DB1 = new Member("a1", "db1", "https://10.77.0.11:2380", true);
  private static final Member DB2 = new Member("a2", "db2", "https://10.77.0.12:2380", true);
  private static final Member DB3 = new Member("a3", "db3", "https://10.77.0.13:2380", true);

  @Test
  void aFirstInstallationAsksNobodyIn() {
    Topology bare = Topologies.ofExample("three-hosts");

    assertEquals(Optional.empty(), new EtcdMembership(bare).admission());
    assertFalse(joins(bare, "db1"));
  }

  @Test
  void membersThatHaveTheirDataStayAsTheyAre() {
    Topology site = site(List.of("db1", "db2", "db3"), etcd(DB1, DB2, DB3));

    assertEquals(Optional.empty(), new EtcdMembership(site).admission());
  }

  @Test
  void anEmptyHostOfAKnownNameIsForgottenAndTakenInAnew() {
    Topology site = site(List.of("db1", "db2"), etcd(DB1, DB2, DB3));

    Correction admission = new EtcdMembership(site).admission().orElseThrow();

    assertTrue(joins(site, "db3"));
    assertFalse(joins(site, "db1"));
    assertTrue(
        admission
            .script()
            .text()
            .endsWith(
                """
                etcdctl member remove a3
                etcdctl member add db3 --peer-urls=https://10.77.0.13:2380
                """));
    assertEquals("db3", stage(site, "etcd").hosts().getFirst().host().text());
  }

  @Test
  void whoIsNoMemberAnyMoreIsForgottenWhereAnotherComes() {
    Member gone = new Member("a9", "db9", "https://10.77.0.19:2380", true);
    Topology site = site(List.of("db1", "db2"), etcd(DB1, DB2, gone));

    assertTrue(
        new EtcdMembership(site)
            .admission()
            .orElseThrow()
            .script()
            .text()
            .endsWith(
                """
                etcdctl member remove a9
                etcdctl member add db3 --peer-urls=https://10.77.0.13:2380
                """));
  }

  /** Killed between taking it in and starting it, the next run goes on. */
  @Test
  void whoWasTakenInAndHasNotComeIsOnlyTold() {
    Member awaited = new Member("a3", "", DB3.peer(), false);
    Topology site = site(List.of("db1", "db2"), etcd(DB1, DB2, awaited));

    assertTrue(joins(site, "db3"));
    assertFalse(
        new EtcdMembership(site).admission().orElseThrow().script().text().contains("member add"));
  }

  /** A first run came to two of three hosts: the third starts as they did. */
  @Test
  void whoWasNeverThereStartsAsTheOthersDid() {
    Member never = new Member("a3", "db3", DB3.peer(), false);

    assertFalse(joins(site(List.of("db1", "db2"), etcd(DB1, DB2, never)), "db3"));
  }

  @Test
  void accountsThatEtcdHasLostAreMadeAgainWhateverWasDoneBefore() {
    EtcdFacts lost = new EtcdFacts(List.of(DB1, DB2, DB3), false, List.of(), false);

    assertEquals(
        List.of("script etcd-auth", "correction etcd-auth"),
        titles(site(List.of("db1", "db2", "db3"), lost)));
    assertEquals(
        List.of("script etcd-auth"),
        titles(site(List.of("db1", "db2", "db3"), etcd(DB1, DB2, DB3))));
  }

  /** A token of the etcd that was lost is one that the new one never answers. */
  @Test
  void patroniLogsInAgainWhereEtcdHasLostItsAccountsAndOnlyThere() {
    EtcdFacts lost = new EtcdFacts(List.of(DB1, DB2, DB3), false, List.of(), false);
    List<String> all = List.of("db1", "db2", "db3");

    assertEquals(
        all,
        stage(running(site(all, lost)), "etcd-logins").hosts().stream()
            .map(host -> host.host().text())
            .toList());
    assertEquals(List.of(), stage(running(site(all, etcd(DB1, DB2, DB3))), "etcd-logins").hosts());
  }

  private static Topology running(Topology topology) {
    TreeMap<HostName, HostFacts> facts = new TreeMap<>();
    LinkedHashMap<String, Managed.UnitState> units = new LinkedHashMap<>();
    units.put("patroni.service", new Managed.UnitState("active", "enabled"));
    topology
        .facts()
        .forEach(
            (name, f) ->
                facts.put(
                    name,
                    new HostFacts(
                        name,
                        f.machine(),
                        f.software(),
                        new Managed(
                            f.managed().paths(),
                            f.managed().blocks(),
                            units,
                            f.managed().stamps(),
                            Optional.empty()),
                        f.network(),
                        f.catalogue(),
                        f.remembered())));
    return new Topology(
        topology.site(), facts, topology.bundle(), topology.credentials(), topology.platform());
  }

  @Test
  void anEtcdWithoutRoomIsGivenSome() {
    EtcdFacts full =
        new EtcdFacts(List.of(DB1, DB2, DB3), true, List.of("root", "patroni-main"), true);

    assertEquals(
        List.of("correction etcd-room", "script etcd-auth"),
        titles(site(List.of("db1", "db2", "db3"), full)));
  }

  private static List<String> titles(Topology topology) {
    return stage(topology, "etcd-auth").hosts().getFirst().resources().stream()
        .filter(r -> r instanceof Script || r instanceof Correction)
        .map(Resource::title)
        .toList();
  }

  private static Stage stage(Topology topology, String name) {
    return new EtcdComponent()
        .stages(topology).stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private static boolean joins(Topology topology, String host) {
    return new EtcdMembership(topology).joins(topology.site().host(new HostName(host)));
  }

  private static EtcdFacts etcd(Member... members) {
    return new EtcdFacts(List.of(members), true, List.of("root", "patroni-main"), false);
  }

  private static Topology site(List<String> with, EtcdFacts etcd) {
    Topology bare = Topologies.ofExample("three-hosts");
    TreeMap<HostName, HostFacts> facts = new TreeMap<>();
    bare.facts()
        .forEach(
            (name, f) ->
                facts.put(
                    name,
                    with.contains(name.text())
                        ? new HostFacts(
                            name,
                            f.machine(),
                            new Software(
                                f.software().packages(),
                                List.of(),
                                List.of(),
                                List.of(new DataFolder(DataKind.ETCD, "/var/lib/etcd/pgv"))),
                            f.managed(),
                            f.network(),
                            f.catalogue(),
                            new HostFacts.Remembered(Optional.empty(), Optional.of(etcd)))
                        : f));
    return new Topology(bare.site(), facts, bare.bundle(), bare.credentials(), bare.platform());
  }
}
