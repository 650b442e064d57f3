package org.pgv.installer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pgv.installer.probe.Machine;
import org.pgv.installer.probe.Machine.Mount;
import org.pgv.installer.probe.Network.Listener;
import org.pgv.manifests.site.SiteReader;

/** What is wrong with a host that is to keep objects. */
class ObjectStoreJudgesTest {
  private static final String PLACE = "/var/lib/minio/pgv";

  private static SiteHosts hosts(String keepers, String repository) {
    String text =
        """
        apiVersion: pgv/v1
        site: demo
        domain: demo.internal
        hosts:
          - { name: s1, address: 10.77.0.11, roles: [backup] }
          - { name: s2, address: 10.77.0.12, roles: [%1$s] }
          - { name: s3, address: 10.77.0.13, roles: [%1$s] }
          - { name: s4, address: 10.77.0.14, roles: [%1$s] }
        clusters: [{ name: main, members: [s2] }]
        backup: { repository: { kind: minio%2$s } }
        """;
    return new SiteHosts(
        SiteReader.read("site.yaml", text.formatted(keepers, repository)).orRefuse());
  }

  private static SiteHosts mounts(SiteHosts hosts, String host, Mount... mounts) {
    Machine m = hosts.machine(host);
    return hosts.with(
        host, new Machine(m.identity(), m.system(), m.capacity(), List.of(mounts), m.clockAhead()));
  }

  private static Mount mount(String path, long free) {
    return new Mount(path, "ext4", 100 * SiteHosts.GB, free * SiteHosts.GB);
  }

  private static List<String> found(SiteHosts hosts) {
    Subject subject = hosts.subject();
    return SiteCheck.JUDGES.stream()
        .flatMap(judge -> judge.judge(subject).stream())
        .map(finding -> finding.rule().id() + " " + finding.host() + ": " + finding.what())
        .toList();
  }

  @Test
  void findsNothingOnHostsThatFit() {
    assertEquals(List.of(), found(hosts("", "")));
  }

  @Test
  void tellsTooLittleSpaceForBackups() {
    SiteHosts hosts = mounts(hosts("", ""), "s1", mount("/", 80), mount(PLACE, 1));

    assertEquals(
        List.of("space s1: " + PLACE + " (ext4) has 1.0 GB free and needs 2.0 GB for backups"),
        found(hosts));
  }

  @Test
  void tellsPortsThatOthersUse() {
    SiteHosts hosts =
        hosts("", "")
            .with(
                "s1",
                SiteHosts.network(
                    "10.77.0.11",
                    new Listener("0.0.0.0", 9000, "php-fpm"),
                    new Listener("0.0.0.0", 9001, "minio")));

    assertEquals(
        List.of(
            "port-in-use s1: port 9000, needed for MinIO, is used by php-fpm",
            "port-in-use s1: port 9001, needed for MinIO's console, is used by minio"),
        found(hosts));
  }

  @Test
  void neverTakesObjectsOfOthersForItsOwn() {
    SiteHosts hosts = hosts("", "");
    Survey s = hosts.of("s1").survey();
    TreeMap<String, Survey.FolderContent> folders = new TreeMap<>();
    folders.put(PLACE, Survey.FolderContent.MINIO);
    hosts.with("s1", new Survey(s.clock(), s.names(), folders, s.links(), s.settings()));

    assertEquals(List.of("data-directory s1: " + PLACE + " holds MinIO's data"), found(hosts));

    hosts.with("s1", SiteHosts.record(List.of(PLACE), List.of()));
    assertEquals(List.of(), found(hosts));
  }

  @Test
  void tellsFoldersThatAreNoDrivesOfTheirOwn() {
    SiteHosts hosts = hosts("backup", ", directories: [/data/1, /data/2]");
    for (String host : List.of("s1", "s2", "s3")) {
      mounts(hosts, host, mount("/", 80), mount("/data/1", 80), mount("/data/2", 80));
    }
    mounts(hosts, "s2", mount("/", 80), mount("/data", 80));

    assertEquals(
        List.of(
            "drives s2: /data/2 is on the same drive as another folder",
            "drives s4: /data/1 is on the same drive as the system",
            "drives s4: /data/2 is on the same drive as the system"),
        found(hosts));
  }
}
