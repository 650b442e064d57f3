package org.pgv.installer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pgv.installer.check.Survey.ClockOffset;
import org.pgv.installer.check.Survey.HostsLine;
import org.pgv.installer.check.Survey.Kernel;
import org.pgv.installer.check.Survey.Names;
import org.pgv.installer.probe.Machine;
import org.pgv.installer.probe.Machine.Capacity;
import org.pgv.installer.probe.Machine.Identity;
import org.pgv.installer.probe.Machine.Mount;
import org.pgv.installer.probe.Machine.OperatingSystem;
import org.pgv.installer.probe.Network.Listener;
import org.pgv.installer.probe.Software;
import org.pgv.installer.probe.Software.DataFolder;
import org.pgv.installer.probe.Software.DataKind;

class JudgesTest {
  private static final String DATA = "/var/lib/postgresql/17/main";

  @Test
  void findsNothingOnHostsThatFit() {
    assertEquals(List.of(), found(SiteHosts.fine()));
  }

  @Test
  void tellsAHostOfAnotherRelease() {
    assertEquals(
        List.of("os-release pg2"),
        found(
            system(
                new OperatingSystem(
                    "debian",
                    "12",
                    "x86_64",
                    Optional.empty(),
                    "systemd",
                    Machine.Security.NONE))));
  }

  @Test
  void tellsAHostOfAnotherDistribution() {
    assertEquals(
        List.of("os-release pg2"),
        found(
            system(
                new OperatingSystem(
                    "rocky", "13", "x86_64", Optional.empty(), "systemd", Machine.Security.NONE))));
  }

  @Test
  void takesAPointReleaseForItsRelease() {
    assertEquals(
        List.of(),
        found(
            system(
                new OperatingSystem(
                    "debian",
                    "13.2",
                    "x86_64",
                    Optional.empty(),
                    "systemd",
                    Machine.Security.NONE))));
  }

  @Test
  void tellsAnotherArchitectureAndAnotherInit() {
    assertEquals(
        List.of("architecture pg2", "systemd pg2"),
        found(
            system(
                new OperatingSystem(
                    "debian",
                    "13",
                    "aarch64",
                    Optional.empty(),
                    "sysvinit",
                    Machine.Security.NONE))));
  }

  @Test
  void tellsTooLittleMemoryFromLittle() {
    SiteHosts hosts = SiteHosts.fine();
    capacity(hosts, "pg1", new Capacity(4, SiteHosts.GIB / 2));
    capacity(hosts, "pg2", new Capacity(1, SiteHosts.GIB));
    capacity(hosts, "infra1", new Capacity(1, SiteHosts.GIB / 2));

    assertEquals(List.of("memory pg1", "memory-small pg2", "cpus pg2"), found(hosts));
  }

  @Test
  void addsUpWhatComesToOneFileSystem() {
    SiteHosts hosts = SiteHosts.fine();
    // 0.7 GB of packages fit, and 1 GB for the database does, too, but not both.
    mounts(hosts, "pg1", new Mount("/", "ext4", 4 * SiteHosts.GB, 15 * SiteHosts.GB / 10));

    assertEquals(List.of("space pg1"), found(hosts));
  }

  @Test
  void looksAtTheFileSystemTheDataIsOn() {
    SiteHosts hosts = SiteHosts.fine();
    mounts(
        hosts,
        "pg1",
        new Mount("/", "ext4", 100 * SiteHosts.GB, 80 * SiteHosts.GB),
        new Mount("/var/lib/postgresql", "xfs", 2 * SiteHosts.GB, SiteHosts.GB / 2));

    assertEquals(
        List.of("/var/lib/postgresql (xfs) has 0.5 GB free and needs 1.0 GB for database"),
        findings(hosts).stream().map(Finding::what).toList());
  }

  @Test
  void asksOfRunningDatabasesOnlyThatTheyHaveRoomToGoOn() {
    SiteHosts hosts = SiteHosts.fine();
    hosts.with("pg1", SiteHosts.record(List.of(DATA, "/var/lib/etcd/pgv"), List.of()));
    mounts(hosts, "pg1", new Mount("/", "ext4", 20 * SiteHosts.GB, 5 * SiteHosts.GB));

    assertEquals(List.of(), found(hosts));

    mounts(hosts, "pg1", new Mount("/", "ext4", 20 * SiteHosts.GB, SiteHosts.GB));
    assertEquals(List.of("space-small pg1"), found(hosts));
  }

  @Test
  void tellsAClockThatIsFarOffFromOneThatDrifts() {
    SiteHosts hosts = SiteHosts.fine();
    clock(hosts, "pg1", -3600_020, -3600_000);
    clock(hosts, "pg2", 300, 320);
    clock(hosts, "pg3", -5000, 100);

    assertEquals(List.of("clock-wrong pg1", "clock-drift pg2"), found(hosts));
    assertEquals(
        "its clock is at least 3600000 ms behind this machine's",
        findings(hosts).getFirst().what());
  }

  @Test
  void tellsAHostInAnotherTimeZone() {
    SiteHosts hosts = SiteHosts.fine().with("pg2", SiteHosts.settings("Europe/Berlin"));
    hosts.with("pg3", SiteHosts.settings("UTC"));

    assertEquals(List.of("time-zone pg2"), found(hosts));
  }

  @Test
  void tellsWrongAndEqualHostNamesAndClonedMachines() {
    SiteHosts hosts = SiteHosts.fine();
    identity(hosts, "pg1", new Identity("debian", "", "clone"));
    identity(hosts, "pg2", new Identity("debian", "", "clone"));
    identity(hosts, "pg3", new Identity("pg3.demo.internal", "", ""));

    assertEquals(
        List.of(
            "host-name pg1",
            "host-name pg2",
            "host-name-twice demo",
            "machine-id demo",
            "machine-id pg3"),
        found(hosts));
  }

  @Test
  void tellsAHostThatLacksItsAddress() {
    SiteHosts hosts = SiteHosts.fine().with("pg1", SiteHosts.network("10.0.2.15"));

    assertEquals(List.of("address pg1"), found(hosts));
  }

  @Test
  void tellsLinesOfTheHostsFileThatContradictTheSite() {
    SiteHosts hosts =
        names(
            SiteHosts.fine(),
            new HostsLine("127.0.0.1", List.of("localhost")),
            new HostsLine("::1", List.of("localhost", "pg1")),
            new HostsLine("127.0.1.1", List.of("pg1.demo.internal", "pg1")),
            new HostsLine("10.77.0.12", List.of("pg2")),
            new HostsLine("10.77.0.99", List.of("other", "pg3.demo.internal")));

    assertEquals(List.of("hosts-file pg1", "hosts-file-loopback pg1"), found(hosts));
  }

  @Test
  void asksTheDnsForNamesAndBackWhereTheSiteUsesIt() {
    SiteHosts hosts = new SiteHosts("names: dns");
    TreeMap<String, List<String>> forward = new TreeMap<>();
    TreeMap<String, List<String>> reverse = new TreeMap<>();
    hosts
        .site
        .hosts()
        .forEach(
            host -> {
              String fqdn = hosts.site.fqdn(host.name());
              forward.put(fqdn, List.of(host.address().text()));
              forward.put(host.name().text(), List.of(host.address().text()));
              reverse.put(host.address().text(), List.of(fqdn, host.name().text()));
            });
    Names right = new Names(List.of(), forward, reverse);
    hosts.site.hosts().forEach(host -> hosts.with(host.name().text(), right));
    assertEquals(List.of(), found(hosts));

    forward.put("pg2", List.of("10.77.0.99"));
    reverse.remove("10.77.0.13");
    hosts.with("pg1", new Names(List.of(), forward, reverse));
    assertEquals(
        List.of(
            "gets 10.77.0.99 for pg2, not 10.77.0.12",
            "gets no name for 10.77.0.13, not pg3.demo.internal"),
        findings(hosts).stream().map(Finding::what).toList());
  }

  @Test
  void tellsPortsThatOthersUse() {
    SiteHosts hosts = SiteHosts.fine();
    hosts.with(
        "pg1",
        SiteHosts.network(
            "10.77.0.11",
            new Listener("0.0.0.0", 5432, "postgres"),
            new Listener("*", 22, "sshd")));
    hosts.with("infra1", SiteHosts.network("10.77.0.14", new Listener("*", 443, "apache2")));

    assertEquals(
        List.of(
            "port 443, needed for the package repository, is used by apache2",
            "port 5432, needed for PostgreSQL, is used by postgres"),
        findings(hosts).stream().map(Finding::what).toList());
  }

  @Test
  void knowsItsOwnProgramsOnItsPorts() {
    SiteHosts hosts = SiteHosts.fine();
    hosts.with("pg1", SiteHosts.record(List.of(DATA), List.of("patroni.service", "etcd.service")));
    hosts.with(
        "pg1",
        SiteHosts.network(
            "10.77.0.11",
            new Listener("10.77.0.11", 5432, "postgres"),
            new Listener("10.77.0.11", 8008, "patroni"),
            new Listener("10.77.0.11", 2379, ""),
            new Listener("10.77.0.11", 2380, "nc")));

    assertEquals(
        List.of("port 2380, needed for etcd's members, is used by nc"),
        findings(hosts).stream().map(Finding::what).toList());
  }

  @Test
  void neverTakesDataOfOthersForItsOwn() {
    SiteHosts hosts = SiteHosts.fine();
    folder(hosts, "pg1", DATA, Survey.FolderContent.POSTGRES);
    folder(hosts, "pg2", "/var/lib/etcd/pgv", Survey.FolderContent.OTHER);
    folder(hosts, "pg3", DATA, Survey.FolderContent.EMPTY);

    assertEquals(List.of("data-directory pg1", "data-directory pg2"), found(hosts));
  }

  /** initdb takes no folder with lost+found in it, and etcd makes its own beside that. */
  @Test
  void tellsADataDirectoryThatIsTheRootOfAFileSystem() {
    SiteHosts hosts = SiteHosts.fine();
    folder(hosts, "pg1", DATA, Survey.FolderContent.LOST_FOUND);
    folder(hosts, "pg2", "/var/lib/etcd/pgv", Survey.FolderContent.LOST_FOUND);

    assertEquals(List.of("data-directory pg1"), found(hosts));
  }

  @Test
  void knowsTheDataItMade() {
    SiteHosts hosts = SiteHosts.fine();
    folder(hosts, "pg1", DATA, Survey.FolderContent.POSTGRES);
    hosts.with("pg1", SiteHosts.record(List.of(DATA), List.of()));
    hosts.with("pg1", software(List.of(), new DataFolder(DataKind.POSTGRES, DATA)));

    assertEquals(List.of(), found(hosts));
  }

  @Test
  void tellsDataOfOthersBesideItsOwn() {
    SiteHosts hosts = SiteHosts.fine();
    hosts.with(
        "pg1",
        software(
            List.of(),
            new DataFolder(DataKind.POSTGRES, "/var/lib/postgresql/15/main"),
            new DataFolder(DataKind.ETCD, "/var/lib/etcd/default")));

    assertEquals(List.of("foreign-postgres pg1", "foreign-etcd pg1"), found(hosts));
  }

  @Test
  void tellsAnInterruptedInstallationOfSomebodyElse() {
    SiteHosts hosts = SiteHosts.fine().with("pg1", software(List.of("nginx")));
    assertEquals(List.of("packages-unfinished pg1"), found(hosts));

    // The next run of ours finishes what one of ours left.
    hosts.with("pg1", SiteHosts.record(List.of(), List.of("etcd.service")));
    assertEquals(List.of(), found(hosts));
  }

  @Test
  void warnsOfSettingsThatDisturbLater() {
    SiteHosts hosts =
        SiteHosts.fine()
            .with(
                "pg1",
                new Survey.Settings(
                    "UTC",
                    true,
                    true,
                    List.of("apt-daily-upgrade.timer"),
                    new Kernel("always", "0")));

    assertEquals(
        List.of(
            "packages-busy pg1",
            "automatic-upgrades pg1",
            "tmp-noexec pg1",
            "huge-pages pg1",
            "overcommit pg1"),
        found(hosts));
  }

  @Test
  void saysWhereTheAdministratorAllowsOtherCryptography() {
    for (Machine.Security security :
        List.of(
            new Machine.Security(true, true, "FIPS"),
            new Machine.Security(true, false, "FUTURE"))) {
      assertEquals(
          List.of("crypto-policy pg2"),
          found(
              system(
                  new OperatingSystem(
                      "debian", "13", "x86_64", Optional.empty(), "systemd", security))));
    }
  }

  @Test
  void leavesTheKernelOfAContainerAlone() {
    SiteHosts hosts =
        system(
            new OperatingSystem(
                "debian",
                "13",
                "x86_64",
                Optional.of("systemd-nspawn"),
                "systemd",
                Machine.Security.NONE));
    hosts.with(
        "pg2", new Survey.Settings("UTC", false, false, List.of(), new Kernel("always", "0")));

    assertEquals(List.of(), found(hosts));
  }

  @Test
  void tellsWaysThatAreBlockedOrCrooked() {
    SiteHosts hosts = SiteHosts.fine();
    Survey s = hosts.of("pg1").survey();
    hosts.with(
        "pg1",
        new Survey(
            s.clock(),
            s.names(),
            s.folders(),
            new Survey.Links(
                List.of(new Survey.Blocked("10.77.0.12:2380", "no answer")),
                new TreeMap<>(),
                List.of(),
                new TreeMap<>(),
                new TreeMap<>(Map.of("10.77.0.13", "10.77.0.99")),
                new TreeMap<>(Map.of("10.77.0.14", "1500"))),
            s.settings()));

    assertEquals(
        List.of("port-blocked pg1", "source-address pg1", "frames-lost pg1"), found(hosts));
  }

  @Test
  void tellsAnAddressThatSomebodyHasOrThatCannotMove() {
    SiteHosts hosts = SiteHosts.fine();
    Survey s = hosts.of("pg1").survey();
    Survey.Links links =
        new Survey.Links(
            List.of(),
            new TreeMap<>(Map.of("10.77.0.100", "52:54:00:12:34:56")),
            List.of("10.77.0.13"),
            new TreeMap<>(Map.of("100", "10.77.0.66")),
            new TreeMap<>(),
            new TreeMap<>());
    hosts.with("pg1", new Survey(s.clock(), s.names(), s.folders(), links, s.settings()));

    assertEquals(
        List.of(
            "hears 52:54:00:12:34:56 answer for 10.77.0.100",
            "does not find 10.77.0.13 on its link",
            "hears 10.77.0.66 say that it is virtual router 100"),
        findings(hosts).stream().map(Finding::what).toList());
  }

  private static List<String> found(SiteHosts hosts) {
    return findings(hosts).stream().map(f -> f.rule().id() + " " + f.host()).toList();
  }

  private static List<Finding> findings(SiteHosts hosts) {
    Subject subject = hosts.subject();
    return new CheckReport(
            SiteCheck.JUDGES.stream().flatMap(judge -> judge.judge(subject).stream()).toList(),
            Waivers.of(List.of()))
        .findings();
  }

  private static SiteHosts system(OperatingSystem system) {
    SiteHosts hosts = SiteHosts.fine();
    Machine m = hosts.machine("pg2");
    return hosts.with(
        "pg2", new Machine(m.identity(), system, m.capacity(), m.mounts(), m.clockAhead()));
  }

  private static void capacity(SiteHosts hosts, String host, Capacity capacity) {
    Machine m = hosts.machine(host);
    hosts.with(host, new Machine(m.identity(), m.system(), capacity, m.mounts(), m.clockAhead()));
  }

  private static void mounts(SiteHosts hosts, String host, Mount... mounts) {
    Machine m = hosts.machine(host);
    hosts.with(
        host, new Machine(m.identity(), m.system(), m.capacity(), List.of(mounts), m.clockAhead()));
  }

  private static void identity(SiteHosts hosts, String host, Identity identity) {
    Machine m = hosts.machine(host);
    hosts.with(host, new Machine(identity, m.system(), m.capacity(), m.mounts(), m.clockAhead()));
  }

  private static void clock(SiteHosts hosts, String host, long atLeast, long atMost) {
    Survey s = hosts.of(host).survey();
    ClockOffset clock = new ClockOffset(Duration.ofMillis(atLeast), Duration.ofMillis(atMost));
    hosts.with(host, new Survey(clock, s.names(), s.folders(), s.links(), s.settings()));
  }

  private static SiteHosts names(SiteHosts hosts, HostsLine... lines) {
    return hosts.with("pg1", new Names(List.of(lines), new TreeMap<>(), new TreeMap<>()));
  }

  private static void folder(
      SiteHosts hosts, String host, String path, Survey.FolderContent content) {
    Survey s = hosts.of(host).survey();
    TreeMap<String, Survey.FolderContent> folders = new TreeMap<>();
    folders.put(path, content);
    hosts.with(host, new Survey(s.clock(), s.names(), folders, s.links(), s.settings()));
  }

  private static Software software(List<String> unfinished, DataFolder... folders) {
    return new Software(new TreeMap<>(), unfinished, List.of(), List.of(folders));
  }
}
