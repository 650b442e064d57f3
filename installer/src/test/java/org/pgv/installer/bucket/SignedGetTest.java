package org.pgv.installer.bucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pgv.installer.component.minio.Bucket;
import org.pgv.manifests.site.Repository.Addressing;
import org.pgv.manifests.value.Endpoint;
import org.pgv.manifests.value.Secret;

/** The signatures are those that botocore makes of the same requests at the same moment. */
class SignedGetTest {
  private static final Instant AT = Instant.parse("2026-11-21T08:15:00Z");

  @Test
  void namesTheBucketInThePathAndThePortInTheHost() {
    SignedGet get =
        new SignedGet(
            bucket("https://vault.example:9443", "us-east-1", Addressing.PATH),
            "/copies/main/backup/main/backup.info",
            AT);

    assertEquals(new Endpoint("vault.example", 9443), get.server());
    assertTrue(
        get.text().startsWith("GET /attic/copies/main/backup/main/backup.info HTTP/1.0\r\n"));
    assertTrue(
        get.text()
            .contains(
                "AK/20261121/us-east-1/s3/aws4_request,SignedHeaders=host;x-amz-content-sha256;x-amz-date,"
                    + "Signature=76f9d2081d120c330e992bd2598b10ea7494aab2d4565e08601ad5476602ab1c"),
        get.text());
  }

  @Test
  void namesTheBucketBeforeTheEndpointAndEncodesWhatIsNoPlainCharacter() {
    SignedGet get =
        new SignedGet(
            bucket("https://vault.example", "eu-west-3", Addressing.HOST),
            "/copies/a b+/backup.info",
            AT);

    assertEquals(new Endpoint("attic.vault.example", 443), get.server());
    assertTrue(get.text().startsWith("GET /copies/a%20b%2B/backup.info HTTP/1.0\r\n"), get.text());
    assertTrue(get.text().contains("Host: attic.vault.example\r\n"), get.text());
    assertTrue(
        get.text()
            .contains("Signature=008310f4e022aa9b8180cb577ffe815e5302633f941d598e232cc7f16b1363ea"),
        get.text());
  }

  static Bucket bucket(String endpoint, String region, Addressing addressing) {
    return new Bucket(
        new Bucket.Place(Endpoint.parse(endpoint), "attic", "/copies/main"),
        new Bucket.Speech(region, addressing),
        new Bucket.Keys(new Secret("AK"), new Secret("wJalrXUtnFEMI/K7MDENG")),
        Optional.empty());
  }
}
