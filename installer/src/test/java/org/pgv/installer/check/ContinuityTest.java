package org.pgv.installer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgv.installer.applied.AppliedSite;
import org.pgv.installer.component.FakeCredentials;
import org.pgv.installer.component.Topologies;
import org.pgv.installer.plan.Stamps;
import org.pgv.installer.probe.EtcdFacts;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Managed;
import org.pgv.installer.probe.Software;
import org.pgv.installer.probe.Software.DataFolder;
import org.pgv.installer.probe.Software.DataKind;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.SiteReader;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Sha256;

/** A site that was applied, its file changed: what hosts say of it is all that is known. */
class ContinuityTest {
  private static final String DATA = "/var/lib/postgresql/17/main";
  private static final String ETCD = "/var/lib/etcd/pgv";
  private static final String SITE =
      """
      apiVersion: pgv/v1
      site: demo
      domain: demo.internal
      hosts:
        - { name: a, address: 10.77.0.11, roles: [etcd, infra, backup] }
        - { name: b, address: 10.77.0.12, roles: [etcd] }
        - { name: c, address: 10.77.0.13, roles: [etcd] }
        - { name: d, address: 10.77.0.14 }
      clusters:
        - { name: main, members: [a, b, d] }
      """;

  @Test
  void findsNothingInAFileThatSaysTheSame() {
    assertEquals(List.of(), found(text -> text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          host-dropped d    | '  - { name: d, address: 10.77.0.14 }\\n'             | ''
          host-dropped d    | 'name: d,'                                           | 'name: e,'
          host-moved c      | '10.77.0.13'                                         | '10.77.0.23'
          cluster-dropped demo | 'name: main'                                      | 'name: sales'
          data-moved demo   | 'members: [a, b, d]'   | 'members: [a, b, d], dataDirectory: /srv/pg'
          postgres-version demo | 'members: [a, b, d]' | 'members: [a, b, d], postgres: 16'
          backups-moved demo | 'clusters:' | 'backup: { repository: { directory: /srv/b } }\\nclusters:'
          data-moved demo   | 'clusters:'            | 'etcd: { dataDirectory: /srv/etcd }\\nclusters:'
          data-moved demo   | 'clusters:'            | 'ports: { etcdPeer: 3380 }\\nclusters:'
          etcd-members demo | 'address: 10.77.0.14'  | 'address: 10.77.0.14, roles: [etcd] }\\n  - { name: e, address: 10.77.0.15, roles: [etcd]'
          """)
  void tellsWhatRunsAndIsNamedNoMoreOrOtherwise(String finding, String before, String now) {
    List<String> found =
        found(
            text -> {
              String changed = text.replace(before.translateEscapes(), now.translateEscapes());
              assertTrue(!changed.equals(text), before);
              return changed.contains("name: d,")
                  ? changed
                  : changed.replace("[a, b, d]", "[a, b]");
            });

    assertTrue(found.contains(finding), found.toString());
  }

  @Test
  void aMemberThatStaysInTheSiteCanBeTakenOutOfItsCluster() {
    assertEquals(List.of(), found(text -> text.replace("[a, b, d]", "[a, b]")));
  }

  @Test
  void oneHostWithEtcdCanTakeThePlaceOfAnother() {
    List<String> found =
        found(
            text ->
                text.replace("{ name: c, address: 10.77.0.13,", "{ name: e, address: 10.77.0.15,"));

    assertEquals(List.of("host-dropped c"), found);
  }

  @Test
  void tellsAMemberThatGoesFromOneClusterToAnother() {
    List<String> found =
        found(
            text ->
                text.replace(
                    "  - { name: main, members: [a, b, d] }",
                    "  - { name: main, members: [a, b] }\n  - { name: other, members: [d] }"));

    assertEquals(List.of("cluster-moved d"), found);
  }

  @Test
  void whatThisMachineRemembersCountsWhereNoHostDoes() {
    Topology applied = applied(SITE, true);
    Topology next =
        new Topology(
            SiteReader.read(
                    "site.yaml",
                    SITE.replace("  - { name: d, address: 10.77.0.14 }\n", "")
                        .replace("[a, b, d]", "[a, b]"))
                .orRefuse(),
            new TreeMap<>(),
            applied.bundle(),
            applied.credentials(),
            applied.platform(),
            Optional.of(applied.next()));

    assertEquals(List.of("host-dropped d"), found(next));
  }

  /** Two empty members beside one with data would make an etcd of their own. */
  @Test
  void tellsLostEtcdDataWhereNoMajorityIsLeft() {
    assertEquals(List.of("etcd-data demo"), found(etcdLeft(List.of("a"), false)));
    assertEquals(List.of(), found(etcdLeft(List.of("a", "b"), true)));
    assertEquals(List.of(), found(etcdLeft(List.of(), false)));
  }

  private static List<String> found(UnaryOperator<String> change) {
    Topology applied = applied(SITE, true);
    return found(
        new Topology(
            SiteReader.read("site.yaml", change.apply(SITE)).orRefuse(),
            applied.facts(),
            applied.bundle(),
            applied.credentials(),
            applied.platform()));
  }

  private static List<String> found(Topology topology) {
    return Continuity.findings(topology).stream()
        .map(finding -> finding.rule().id() + " " + finding.host())
        .toList();
  }

  private static Topology etcdLeft(List<String> with, boolean answers) {
    Topology topology = applied(SITE, answers);
    TreeMap<HostName, HostFacts> facts = new TreeMap<>();
    topology
        .facts()
        .forEach(
            (name, host) -> facts.put(name, with.contains(name.text()) ? host : withoutEtcd(host)));
    return new Topology(
        topology.site(), facts, topology.bundle(), topology.credentials(), topology.platform());
  }

  private static HostFacts withoutEtcd(HostFacts f) {
    List<DataFolder> left =
        f.software().dataFolders().stream().filter(d -> d.kind() != DataKind.ETCD).toList();
    return new HostFacts(
        f.host(),
        f.machine(),
        new Software(f.software().packages(), List.of(), List.of(), left),
        f.managed(),
        f.network(),
        f.catalogue(),
        f.remembered());
  }

  /** Hosts as an apply of a site leaves them. */
  private static Topology applied(String text, boolean etcdAnswers) {
    Topology bare =
        Topologies.of(SiteReader.read("site.yaml", text).orRefuse(), new FakeCredentials());
    AppliedSite site = bare.next();
    EtcdFacts etcd =
        new EtcdFacts(
            List.of(new EtcdFacts.Member("1", "a", "https://10.77.0.11:2380", true)),
            true,
            List.of("root", "patroni-main"),
            false);
    TreeMap<HostName, HostFacts> facts = new TreeMap<>();
    bare.facts()
        .forEach(
            (name, f) -> {
              List<DataFolder> data = new ArrayList<>();
              if (site.etcdHosts().contains(name.text())) {
                data.add(new DataFolder(DataKind.ETCD, ETCD));
              }
              if (!name.text().equals("c")) {
                data.add(new DataFolder(DataKind.POSTGRES, DATA));
              }
              TreeMap<String, Sha256> stamps = new TreeMap<>();
              stamps.put(Stamps.unit("patroni.service"), Sha256.of("patroni"));
              Managed recorded = SiteHosts.record(List.of(DATA, ETCD), List.of("etcd.service"));
              facts.put(
                  name,
                  new HostFacts(
                      name,
                      f.machine(),
                      new Software(f.software().packages(), List.of(), List.of(), data),
                      new Managed(
                          recorded.paths(),
                          recorded.blocks(),
                          recorded.units(),
                          stamps,
                          recorded.enrolment()),
                      f.network(),
                      f.catalogue(),
                      new HostFacts.Remembered(
                          Optional.of(site), etcdAnswers ? Optional.of(etcd) : Optional.empty())));
            });
    return new Topology(bare.site(), facts, bare.bundle(), bare.credentials(), bare.platform());
  }
}
