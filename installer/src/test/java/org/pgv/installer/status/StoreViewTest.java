package org.pgv.installer.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;

class StoreViewTest {
  private static final List<String> HOSTS = List.of("s1", "s2", "s3", "s4");
  private static final List<String> NONE = List.of();
  private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

  @Test
  void hasNothingToSayAgainstDrivesThatAreAllThere() {
    StoreView view = view(four(), answer(NONE, 200, 200), answer(NONE, 200, 200));

    assertEquals(List.of(), view.troubles());
    assertEquals(
        """

        minio
          HOST  DRIVE       STATE
          s1    /srv/drive  ok
          s2    /srv/drive  ok
          s3    /srv/drive  ok
          s4    /srv/drive  ok
        """,
        view.text());
  }

  @Test
  void namesTheHostThatIsOffAndSaysThatWritesGoOn() {
    StoreView view = view(four(), answer(List.of("s3"), 200, 200));

    assertEquals(
        List.of(
            "s3: its MinIO is offline",
            "minio: 3 of 4 drives are online, as s1 sees it; writes go on, which take 3 of a set"),
        words(view));
    assertTrue(
        Json.line(view.document())
            .contains(
                "{\"healing\":false,\"host\":\"s3\",\"path\":\"/srv/drive\",\"state\":\"offline\"}"));
  }

  @Test
  void saysThatWritesStopWhereHalfOfTheDrivesAreOff() {
    StoreView view = view(four(), answer(List.of("s3", "s4"), 503, 200));

    assertEquals(
        "minio: 2 of 4 drives are online, as s1 sees it;"
            + " what is there can be read, and nothing written, which takes 3 of a set",
        words(view).getLast());
    Map<String, Object> document = view.document();
    assertEquals(false, document.get("writes"));
    assertEquals(true, document.get("reads"));
    assertEquals(3, document.get("drivesToWrite"));
    assertEquals("s1", document.get("seenBy"));
  }

  @Test
  void namesADriveThatFailsOnAHostThatDoesNot() {
    StoreView view = view(four(), answer(NONE, 200, 200, "faulty"));

    assertEquals("s1: /srv/drive of MinIO is faulty", words(view).getFirst());
    assertTrue(words(view).getLast().contains("3 of 4 drives are online"));
  }

  @Test
  void takesADriveThatIsFilledAgainForOneThatIsThere() {
    StoreView view = view(four(), answer(NONE, 200, 200, "ok\",\"healing\":true,\"uuid\":\""));

    assertEquals(List.of(), view.troubles());
    assertTrue(view.text().contains("  s1    /srv/drive  healing\n"), view::text);
  }

  @Test
  void believesTheHostThatSeesTheFewestDrives() {
    StoreView view =
        view(four(), answer(NONE, 200, 200), answer(List.of("s1", "s3", "s4"), 503, 503));

    assertEquals(
        "minio: 1 of 4 drives are online, as s2 sees it; nothing can be read or written",
        words(view).getLast());
  }

  @Test
  void believesWhoDoesNotTellOfDrivesLast() {
    String mute =
        Answers.document("store-writes", http(503, "X-Minio-Write-Quorum: 3"))
            + Answers.document("store-reads", http(200, "X-Minio-Read-Quorum: 2"))
            + "end\t1795226157\n";

    assertEquals(
        "minio: 3 of 4 drives are online, as s2 sees it; writes go on, which take 3 of a set",
        words(view(four(), mute, answer(List.of("s1"), 200, 200))).getLast());
    assertEquals(
        "minio: s1 does not say yet which drives are online;"
            + " what is there can be read, and nothing written, which takes 3 of a set",
        words(view(four(), mute)).getLast());
  }

  @Test
  void saysThatNobodyAnswers() {
    StoreView view = view(four());

    assertEquals(List.of("minio: none of its hosts answers"), words(view));
    assertEquals("", view.text());
    assertEquals(false, view.document().get("writes"));
  }

  @Test
  void leavesAStoreOnOneDriveToItsUnit() {
    StoreView view = view(site(List.of("s1")));

    assertEquals(List.of(), view.troubles());
    assertEquals(Map.of(), view.document());
  }

  /** As hosts see it, the first of them first; the others are down. */
  private static StoreView view(Site site, String... answers) {
    List<HostStatus> hosts = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      hosts.add(new HostStatus.Up(site.hosts().get(i).name(), ReportReader.read(answers[i])));
    }
    return StoreView.of(new SiteStatus(site, hosts, NOW));
  }

  private static List<String> words(StoreView view) {
    return view.troubles().stream().map(Trouble::toString).toList();
  }

  private static String answer(List<String> offline, int writes, int reads) {
    return answer(offline, writes, reads, "ok");
  }

  /** Of a host that takes some for offline, with the state of the first host's drive. */
  private static String answer(List<String> offline, int writes, int reads, String firstDrive) {
    List<String> servers = new ArrayList<>();
    for (String host : HOSTS) {
      boolean off = offline.contains(host);
      servers.add(
          """
          {"state":"%s","endpoint":"%s.demo.internal:9000","drives":[{\
          "endpoint":"https://%2$s.demo.internal:9000/srv/drive","state":"%s"}]}"""
              .formatted(
                  off ? "offline" : "online",
                  host,
                  off ? "offline" : host.equals("s1") ? firstDrive : "ok"));
    }
    return Answers.document("store-writes", http(writes, "X-Minio-Write-Quorum: 3"))
        + Answers.document("store-reads", http(reads, "X-Minio-Read-Quorum: 2"))
        + Answers.document(
            "store-drives",
            "{\"status\":\"success\",\"info\":{\"servers\":[" + String.join(",", servers) + "]}}")
        + "end\t1795226157\n";
  }

  private static String http(int code, String header) {
    return "HTTP/1.0 " + code + " Some\r\nServer: MinIO\r\n" + header + "\r\n\r\n";
  }

  private static Site four() {
    return site(HOSTS);
  }

  private static Site site(List<String> stores) {
    StringBuilder hosts = new StringBuilder();
    for (String host : stores) {
      hosts.append(
          "  - { name: %s, address: 10.77.0.2%s, roles: [backup] }%n"
              .formatted(host, host.substring(1)));
    }
    return SiteReader.read(
            "site.yaml",
            """
            apiVersion: pgv/v1
            site: demo
            domain: demo.internal
            hosts:
            %s  - { name: pg1, address: 10.77.0.11, roles: [etcd, infra] }
            clusters:
              - { name: main, members: [pg1] }
            backup: { repository: { kind: minio, directories: [/srv/drive] } }
            """
                .formatted(hosts))
        .orRefuse();
  }
}
