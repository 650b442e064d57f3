package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Backups in MinIO, as curl and MinIO's own client find it. */
@Order(4)
@InSharedLab
class ObjectStoreIT {
  private static final String KEEPER = "infra1";
  private static final String BUCKET = "backup-main";
  private static final int DRIFT = 8;

  private final Lab lab;

  ObjectStoreIT(Lab lab) {
    this.lab = lab;
  }

  @Test
  @Order(0)
  void comesWithOneApplyAndThenStays() throws IOException {
    String site = Files.readString(lab.site());
    if (!site.contains("kind: minio")) {
      Files.writeString(lab.site(), site + "backup: { repository: { kind: minio } }\n");
    }
    lab.install("apply", "--waive", "backups-moved").end().expect(0);

    Run.Ended again = lab.install("apply").end().expect(0);

    assertTrue(again.output().contains("nothing"), again.toString());
  }

  @Test
  @Order(1)
  void whyItDoesNotStartIsTold() {
    FailingUnit store = new FailingUnit(lab, KEEPER, "minio.service");
    store.fail();
    store.assertThatItIsTold();
    store.mend();

    lab.install("apply").end().expect(0);
  }

  @Test
  @Order(2)
  void doesNotTakeWhatTheRepositoryBeforeItLackedForItsOwn() throws IOException {
    JsonNode backups = new Database(lab).backups();

    assertEquals(0, backups.path("gaps").size(), backups.toString());
  }

  @Test
  @Order(3)
  void answersOnlyOverTlsThatTheSitesAuthorityVerifies() throws IOException {
    assertEquals("200", curl("--cacert " + authority(), "9000/minio/health/cluster").output());
    assertNotEquals(0, curl("", "9000/minio/health/cluster").code());
    Run.Ended plain =
        lab.shell(
            "admin",
            "curl -s -o /dev/null -w '%{http_code}' http://" + lab.address(KEEPER) + ":9000/");
    assertEquals("400", plain.output(), plain.toString());
  }

  @Test
  @Order(4)
  void letsNobodyIntoTheConsoleWithoutThePassword() throws IOException {
    String login = "--cacert " + authority() + " -H Content-Type:application/json -d @-";
    String right = secret("pgv-root");

    assertEquals("401", login(login, "wrong-" + right).output());
    assertEquals("204", login(login, right).output());
    assertEquals("403", curl("--cacert " + authority(), "9001/api/v1/buckets").output());
  }

  @Test
  @Order(5)
  void letsAClusterWriteToItsOwnBucketOnly() {
    String client = client(BUCKET);

    client(client, "pipe u/" + BUCKET + "/probe </etc/hostname").expect(0);
    client(client, "cat u/" + BUCKET + "/probe").expect(0);
    client(client, "rm u/" + BUCKET + "/probe").expect(0);
    assertNotEquals(0, client(client, "rm --versions --force u/" + BUCKET + "/probe").code());
    assertNotEquals(0, client(client, "mb u/backup-other").code());
    assertNotEquals(0, client(client, "admin info u").code());
    Run.Ended seen = client(client, "ls u/").expect(0);
    assertEquals(1, seen.output().lines().count(), seen.toString());
  }

  /** CVE-2026-41145 and CVE-2026-40344: whoever knew an account's name could write as it. */
  @Test
  @Order(5)
  void letsNobodyWriteWhoKnowsANameAndNoKey() throws IOException {
    String now = "$(date -u +%Y%m%dT%H%M%SZ)";
    String credential = "pgv-root%2F$(date -u +%Y%m%d)%2Fus-east-1%2Fs3%2Faws4_request";
    String streamed =
        "--cacert %s -X PUT -H x-amz-content-sha256:STREAMING-UNSIGNED-PAYLOAD-TRAILER"
                .formatted(authority())
            + " -H x-amz-decoded-content-length:4 -H x-amz-trailer:x-amz-checksum-crc32"
            + " -H \"x-amz-date: %s\" --data-binary @/run/forged".formatted(now);
    String query =
        "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=%s&X-Amz-Date=%s"
                .formatted(credential, now)
            + "&X-Amz-Expires=600&X-Amz-SignedHeaders=host&X-Amz-Signature=00";
    String header =
        " -H x-amz-meta-snowball-auto-extract:true -H \"Authorization: AWS4-HMAC-SHA256"
            + " Credential=%s,SignedHeaders=host;x-amz-date,Signature=00\""
                .formatted(credential.replace("%2F", "/"));
    lab.shell(
            "admin",
            "printf '4\\r\\nevil\\r\\n0\\r\\nx-amz-checksum-crc32:jfsxUg==\\r\\n\\r\\n' >/run/forged")
        .expect(0);

    assertEquals("400", curl(streamed, "9000/" + BUCKET + "/forged" + query).output());
    assertEquals("403", curl(streamed + header, "9000/" + BUCKET + "/forged").output());
    assertNotEquals(0, client(client(BUCKET), "stat u/" + BUCKET + "/forged").code());
  }

  @Test
  @Order(6)
  void showsMetricsToWhoHasTheToken() throws IOException {
    String place = "9000/minio/v2/metrics/cluster";
    Run.Ended made = client(client("metrics"), "admin prometheus generate u --json").expect(0);
    String token = made.output().replaceAll("(?s).*\"bearerToken\":\"([^\"]*)\".*", "$1");

    assertEquals("403", curl("--cacert " + authority(), place).output());
    assertEquals(
        "200",
        curl("--cacert " + authority() + " -H 'Authorization: Bearer " + token + "'", place)
            .output());
  }

  @Test
  @Order(7)
  void makesAgainTheAccountThatSomebodyTookAway() {
    client(client("pgv-root"), "admin user rm u " + BUCKET).expect(0);
    assertNotEquals(0, client(client(BUCKET), "ls u/" + BUCKET).code());

    lab.install("plan", "--check").end().expect(DRIFT);
    lab.install("apply").end().expect(0);

    client(client(BUCKET), "ls u/" + BUCKET).expect(0);
  }

  @Test
  @Order(8)
  void keepsItsPasswordsToItself() {
    Run.Ended arguments = lab.shell(KEEPER, "cat /proc/[0-9]*/cmdline | tr '\\0' ' '");
    Run.Ended open =
        lab.shell(KEEPER, "find /etc/pgv/minio.env /etc/pgv/pki/minio -type f -perm /077");

    assertTrue(!arguments.output().contains(secret("pgv-root")), "root's password is an argument");
    assertEquals(
        List.of(),
        open.output().lines().filter(path -> !path.endsWith(".crt")).toList(),
        open.toString());
  }

  private Run.Ended login(String how, String password) {
    String body = "{\"accessKey\":\"pgv-root\",\"secretKey\":\"%s\"}".formatted(password);
    return lab.shell("admin", "echo '" + body + "' | " + command(how, "9001/api/v1/login"));
  }

  private Run.Ended curl(String how, String place) {
    return lab.shell("admin", command(how, place));
  }

  private String command(String how, String place) {
    String name = KEEPER + ".demo.internal";
    String port = place.substring(0, 4);
    return "curl -s -o /dev/null -w '%%{http_code}' --resolve %s:%s:%s %s \"https://%s:%s\""
        .formatted(name, port, lab.address(KEEPER), how, name, place);
  }

  /** Variables that make MinIO's client an account's. */
  private String client(String account) {
    return "export SSL_CERT_FILE=/etc/pgv/pki/root.crt MC_HOST_u=https://%s:%s@%s.demo.internal:9000; "
        .formatted(account, secret(account), KEEPER);
  }

  private Run.Ended client(String variables, String verb) {
    return lab.shell(KEEPER, variables + "minio-client --config-dir /tmp/client --quiet " + verb);
  }

  private String secret(String account) {
    return lab.secret("minio/" + account);
  }

  private Path authority() throws IOException {
    String authority =
        lab.run("secrets", "authority", "--site", lab.site().toString()).end().expect(0).output();
    return Files.writeString(lab.site().resolveSibling("root.crt"), authority);
  }
}
