package org.pgv.installer.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pgv.installer.host.local.LocalHost;
import org.pgv.installer.probe.Managed.Kind;
import org.pgv.installer.probe.Managed.PathState;
import org.pgv.installer.probe.Managed.UnitState;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.IpAddress;
import org.pgv.manifests.value.Sha256;

class ProbeTest {
  private static final HostName HOST = new HostName("db1");
  private static final String DIGEST = Sha256.of("x").hex();

  /** The script is run for real, on the machine the tests run on. */
  @Test
  void findsThisMachine() {
    HostFacts facts =
        new Probe(Clock.systemUTC(), Reporter.silent()).run(new LocalHost(HOST, true));

    assertEquals(
        Runtime.getRuntime().availableProcessors() > 0, facts.machine().capacity().cpus() > 0);
    assertTrue(facts.machine().capacity().memoryBytes() > 1 << 20);
    assertTrue(facts.machine().mountOf("/var/lib/none").isPresent());
    assertTrue(facts.software().users().contains("root"));
    assertTrue(facts.machine().clockAhead().abs().compareTo(Duration.ofSeconds(30)) < 0);
    assertFalse(facts.machine().system().name().isEmpty());
  }

  @Test
  void readsWhatEtcdSaysOfItself() {
    EtcdFacts etcd =
        read("""
                == etcd
                member\ta1, started, db1, https://10.0.0.1:2380, https://10.0.0.1:2379, false
                account\troot
                member\ta2, unstarted, , https://10.0.0.2:2380, , false
                authentication\tAuthentication Status: true
                authentication\tAuthRevision: 7
                alarm\tmemberID:9 alarm:NOSPACE
                """)
            .remembered()
            .etcd()
            .orElseThrow();

    assertEquals(
        List.of(
            new EtcdFacts.Member("a1", "db1", "https://10.0.0.1:2380", true),
            new EtcdFacts.Member("a2", "", "https://10.0.0.2:2380", false)),
        etcd.members());
    assertTrue(etcd.authentication());
    assertTrue(etcd.full());
    assertEquals(List.of("root"), etcd.accounts());
  }

  @Test
  void takesAnEtcdThatDoesNotSayWhoItsMembersAreForNone() {
    assertEquals(
        Optional.empty(),
        read("== etcd\nauthentication\tAuthentication Status: false\n").remembered().etcd());
  }

  @Test
  void readsWhatIsOurs() {
    Managed managed =
        read("""
                == record
                file\t/etc/a b.conf
                directory\t/etc/app.d
                aside\t/etc/apt/sources.list
                unit\tetcd.service
                unit\tpatroni.service
                block\t/etc/hosts\thosts
                == digests
                DIGEST  /etc/a b.conf
                == paths
                regular file\troot\tetcd\t640\t/etc/a b.conf
                directory\troot\troot\t755\t/etc/app.d
                == blocks
                /etc/hosts\thosts\tDIGEST
                == units
                Id=etcd.service
                Names=etcd.service etcd2.service
                ActiveState=active
                UnitFileState=enabled

                Id=patroni.service
                Names=patroni.service
                ActiveState=failed
                UnitFileState=masked
                == stamps
                unit:etcd.service\tDIGEST
                tree:%srv%pgv\tDIGEST
                script:cut-off\t0123
                """)
            .managed();

    assertEquals(
        new PathState.RegularFile(new Sha256(DIGEST), new Managed.Owner("root", "etcd", "0640")),
        Objects.requireNonNull(managed.paths().get("/etc/a b.conf")).state());
    assertEquals(
        new Managed.ManagedPath(Kind.ASIDE, new PathState.Missing()),
        managed.paths().get("/etc/apt/sources.list"));
    assertEquals(
        Map.of(
            "etcd.service",
            new UnitState("active", "enabled"),
            "patroni.service",
            new UnitState("failed", "masked")),
        managed.units());
    assertEquals(
        List.of("tree:/srv/pgv", "unit:etcd.service"), List.copyOf(managed.stamps().keySet()));
    assertEquals(
        Optional.of(new Sha256(DIGEST)),
        managed.block("/etc/hosts", "hosts").orElseThrow().digest());
  }

  @Test
  void tellsForeignAndUnfinishedPackagesApart() {
    Software software =
        read("""
                == packages
                installed\tlibc6\tamd64\t2.41-12
                installed\tlibc6\ti386\t2.41-12
                installed\ttzdata\tall\t2026a
                half-configured\tetcd-server\tamd64\t3.5
                config-files\told\tamd64\t1
                == architecture
                amd64
                """)
            .software();

    assertEquals(
        Map.of("libc6", "2.41-12", "libc6:i386", "2.41-12", "tzdata", "2026a"),
        software.packages());
    assertEquals(List.of("etcd-server"), software.unfinished());
  }

  @Test
  void readsListenersOfSsAndOfTheKernel() {
    Network network =
        read("""
                == listeners
                [::]:22\tusers:(("sshd",pid=1,fd=3))
                127.0.0.53%lo:53\t
                0100007F:1538\t
                """)
            .network();

    assertEquals(
        List.of(
            new Network.Listener("::", 22, "sshd"),
            new Network.Listener("127.0.0.53", 53, ""),
            new Network.Listener("", 5432, "")),
        network.listeners());
  }

  @Test
  void readsWhereWeComeFromAndWhatWasDoneToTheRules() {
    Network network =
        read("""
                == addresses
                10.77.0.11/24\teth0
                127.0.0.1/8\tlo
                == firewall
                10.77.0.1
                runs\tfirewalld
                other\tinet firewalld
                other\tinet filter
                gone\ttcp dport 22 accept
                new\ttcp dport 8080 accept
                """)
            .network();

    assertEquals(
        List.of(
            new Network.Link(
                "10.77.0.11", "eth0", org.pgv.manifests.value.Network.parse("10.77.0.0/24"))),
        network.links());
    assertEquals(
        new Firewall(
            Optional.of(new IpAddress("10.77.0.1")),
            List.of("- tcp dport 22 accept", "+ tcp dport 8080 accept"),
            true,
            List.of("inet filter")),
        network.firewall());
  }

  @Test
  void refusesAnAnswerThatWasCutOff() {
    assertThrows(IllegalArgumentException.class, () -> Sections.of("== identity\ndb1\n"));
  }

  private static HostFacts read(String sections) {
    String all =
        sections.replace("DIGEST", DIGEST)
            + "== capacity\n2\n4096\n== clock\n1795225651.285840139\n== end\n";
    return new ProbeReader(Sections.of(all)).read(HOST, Instant.ofEpochSecond(1795225651));
  }
}
