package org.pgv.installer.component.pgbackrest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.json.Json;

class CatalogTest {
  private static final Catalog CATALOG =
      new Catalog(
          List.of(
              new Catalog.Entry(
                  "20261121-081016F",
                  "full",
                  Instant.parse("2026-11-21T08:10:16Z"),
                  Instant.parse("2026-11-21T08:10:19Z"),
                  new WalPosition(1, 0xE000138L),
                  30 << 20,
                  3 << 20)),
          Catalog.State.OK,
          "00000001000000000000000E",
          false);

  @Test
  void saysWhatIsInTheWayOfReadingTheRepository() {
    Catalog catalog =
        Catalog.read(
            0,
            """
            [{"backup":[],"db":[],"name":"main","repo":[{"key":1,"status":{"code":99,"message":\
            "[ProtocolError] HTTP request failed with 403 (Forbidden):\\n*** Path/Query ***:\\nGET /\\n\
            *** Response Content ***:\\n<Error><Code>SignatureDoesNotMatch</Code></Error>"}}],\
            "status":{"code":99,"message":"other"}}]""");

    assertEquals(
        Catalog.State.unreadable("HTTP request failed with 403 (Forbidden), SignatureDoesNotMatch"),
        catalog.state());
  }

  @Test
  void saysWhatPgBackRestFailedWith() {
    Catalog catalog = Catalog.read(31, "P00  ERROR: [031]: invalid option 'repo9-path'\n");

    assertEquals(Catalog.State.unreadable("invalid option 'repo9-path'"), catalog.state());
  }

  @Test
  void findsTheCauseInAllThatPgBackRestSays() {
    assertEquals(
        "unable to connect to 'infra1:9000': [111] Connection refused",
        Catalog.reason(
            """
            unable to find a valid repository:
            repo1: [HostConnectError] unable to load info file 'a' or 'b':
            HostConnectError: unable to connect to 'infra1:9000': [111] Connection refused
                [HostConnectError] on 7 retries from 100-5000ms: unable to connect
            HINT: archive.info cannot be opened but is required to push/get WAL segments.
            HINT: is archive_command configured correctly in postgresql.conf?
            """));
  }

  @Test
  void tellsProgramsOfEachBackup() {
    String json = Json.pretty(CATALOG.documents());

    assertTrue(json.contains("\"restorableFrom\" : \"2026-11-21T08:10:19Z\""), json);
  }
}
