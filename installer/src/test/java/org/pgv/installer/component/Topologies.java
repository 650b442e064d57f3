package org.pgv.installer.component;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.installer.enrolment.Release;
import org.pgv.installer.platform.Platform;
import org.pgv.installer.probe.Firewall;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Machine;
import org.pgv.installer.probe.Managed;
import org.pgv.installer.probe.Network;
import org.pgv.installer.probe.Software;
import org.pgv.installer.resource.SignedFolders;
import org.pgv.installer.secret.Credentials;
import org.pgv.installer.topology.BundleContents;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.bundle.BundleVersion;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockedArtifact;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.lock.PackageId;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.site.SiteReader;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;

/** Topologies of the example sites on bare machines of a usual size. */
public final class Topologies {
  private static final long GIB = 1L << 30;
  private static final Path ROOT = Path.of(System.getProperty("pgv.root", ".."));

  private Topologies() {}

  public static Topology ofExample(String name) {
    return ofExample(name, new FakeCredentials());
  }

  /**
   * A site of four hosts with one cluster on the first.
   *
   * @param keepers how many hosts have the role backup
   * @param repository what the site file says of where backups are kept
   */
  static Site siteWithRepository(int keepers, String repository) {
    StringBuilder hosts = new StringBuilder();
    for (int i = 1; i <= 4; i++) {
      hosts.append(
          "  - { name: s%1$d, address: 10.77.0.1%1$d%2$s }\n"
              .formatted(i, i <= keepers ? ", roles: [backup]" : ""));
    }
    String text =
        """
        apiVersion: pgv/v1
        site: demo
        domain: demo.internal
        hosts:
        %sclusters: [{ name: main, members: [s1] }, { name: other, members: [s2] }]
        backup: { repository: { %s } }
        """;
    return SiteReader.read("site.yaml", text.formatted(hosts, repository)).orRefuse();
  }

  static Topology ofExample(String name, Credentials credentials) {
    Site site = SiteReader.read(ROOT.resolve("examples/" + name + ".yaml")).orRefuse();
    return of(site, credentials);
  }

  /** An example on hosts of another system. */
  static Topology ofExample(String name, Target target) {
    Site site = SiteReader.read(ROOT.resolve("examples/" + name + ".yaml")).orRefuse();
    return of(site, new FakeCredentials(), target);
  }

  /** An example on hosts that already decide who gets in. */
  static Topology ofExample(String name, Firewall found) {
    return of(SiteReader.read(ROOT.resolve("examples/" + name + ".yaml")).orRefuse(), found);
  }

  public static Topology of(Site site, Credentials credentials) {
    return of(site, credentials, Target.parse("debian13"));
  }

  /** A site on hosts of the usual system. */
  public static Topology of(Site site) {
    return of(site, new FakeCredentials());
  }

  /** A site whose hosts already decide who gets in. */
  static Topology of(Site site, Firewall found) {
    Target target = Target.parse("debian13");
    SortedMap<HostName, HostFacts> facts = new TreeMap<>();
    for (SiteHost host : site.hosts()) {
      facts.put(host.name(), facts(host, target, found));
    }
    return new Topology(site, facts, bundle(target), new FakeCredentials(), Platform.of(target));
  }

  private static Topology of(Site site, Credentials credentials, Target target) {
    SortedMap<HostName, HostFacts> facts = new TreeMap<>();
    for (SiteHost host : site.hosts()) {
      facts.put(host.name(), facts(host, target, Firewall.NONE));
    }
    return new Topology(site, facts, bundle(target), credentials, Platform.of(target));
  }

  /** The same with a bundle that lacks a package. */
  static Topology without(Topology topology, String name) {
    BundleContents bundle = topology.bundle();
    Lock lock = bundle.lock();
    Lock less =
        new Lock(
                lock.target(),
                lock.resolver(),
                lock.inputs(),
                lock.suites(),
                lock.packages().stream().filter(p -> !p.id().name().equals(name)).toList())
            .with(lock.artifacts());
    return new Topology(
        topology.site(),
        topology.facts(),
        new BundleContents(bundle.release(), less, bundle.repository(), bundle.files()),
        topology.credentials(),
        topology.platform());
  }

  private static HostFacts facts(SiteHost host, Target target, Firewall firewall) {
    Machine.Security security =
        target.family() == Target.Family.RPM
            ? new Machine.Security(true, false, "DEFAULT")
            : Machine.Security.NONE;
    Machine machine =
        new Machine(
            new Machine.Identity(host.name().text(), "", "id of " + host.name()),
            new Machine.OperatingSystem(
                "debian", "13", "x86_64", Optional.empty(), "systemd", security),
            new Machine.Capacity(8, 32 * GIB),
            List.of(new Machine.Mount("/", "ext4", 200 * GIB, 150 * GIB)),
            Duration.ZERO);
    return new HostFacts(
        host.name(),
        machine,
        new Software(new TreeMap<>(), List.of(), List.of(), List.of()),
        Managed.nothing(),
        new Network(
            List.of(),
            List.of(
                new Network.Link(
                    host.address().text(),
                    "eth0",
                    org.pgv.manifests.value.Network.parse(host.address() + "/24").whole())),
            firewall));
  }

  private static BundleContents bundle(Target target) {
    List<LockedPackage> packages =
        List.of(
            locked("libc6", "base", "etcd", "postgres", "router"),
            locked("chrony", "time"),
            locked("nginx", "repository"),
            locked("etcd-server", "etcd"),
            locked(Platform.of(target).postgres(17).serverPackage(), "postgres"),
            locked(Platform.of(target).postgres(17).auditPackage(), "postgres"),
            locked("patroni", "postgres"),
            locked(new PackageId("pgbouncer", "1.24-9", "amd64"), "pooler"),
            locked("haproxy", "router"),
            locked("keepalived", "vip"),
            locked("pgbackrest", "backup"),
            locked("minio-client", "backup"));
    Lock lock =
        new Lock(target, "1", Sha256.of("inputs"), List.of(), packages)
            .with(List.of(program("minio")));
    return new BundleContents(
        new Release(
            "pgv-" + target + "-2026.11.20",
            new BundleVersion("2026.11.20"),
            Instant.parse("2026-11-20T00:00:00Z"),
            Sha256.of("bundle")),
        lock,
        new BundleContents.Repository(SignedFolders.empty("/bundle/repo"), "public key\n"),
        Path.of("/bundle/files"));
  }

  private static LockedArtifact program(String name) {
    return new LockedArtifact(
        new LockedFile(name, 1, Sha256.of(name)),
        true,
        new LockedArtifact.Origin(
            LockedArtifact.Kind.GO, "v1", "example.org/" + name, new TreeMap<>()),
        "AGPL-3.0-only",
        new LockedArtifact.Need(List.of("backup"), "role backup"));
  }

  private static LockedPackage locked(String name, String... roles) {
    return locked(new PackageId(name, "1.0-" + name.length(), "amd64"), roles);
  }

  private static LockedPackage locked(PackageId id, String... roles) {
    String name = id.name();
    return new LockedPackage(
        id,
        new LockedPackage.Origin("debian", "trixie"),
        new LockedFile("pool/" + name + ".deb", 1, Sha256.of(name)),
        new LockedPackage.Reason(List.of(roles[0]), Arrays.asList(roles), List.of(name)));
  }
}
