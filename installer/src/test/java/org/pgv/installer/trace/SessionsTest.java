package org.pgv.installer.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;
import org.pgv.manifests.value.HostName;

class SessionsTest {
  private static final Site SITE =
      SiteReader.read(
              "site.yaml",
              """
              apiVersion: pgv/v1
              site: demo
              domain: demo.internal
              hosts:
                - { name: pg1, address: 10.0.0.1 }
                - { name: pg2, address: 10.0.0.2 }
              clusters: [{ name: main, members: [pg1, pg2], replication: async }]
              """)
          .orRefuse();

  /** One that came through pg2 to the pooler, one to the server, and one past all routers. */
  private static final String PG1 =
      """
      pooler|1796090401.250000|C-0x55e0: app/svc@corp@10.0.0.2:40001 login attempt: db=app user=svc@corp tls=TLSv1.3/TLS_AES_256_GCM_SHA384/ECDH=X25519
      pooler|1796090407.000000|C-0x55e0: app/svc@corp@10.0.0.2:40001 closing because: client close request (age=6s)
      server|2026-12-01 02:00:03.400 UTC [71] [unknown]@[unknown] 10.0.0.2(40002) [unknown] LOG:  connection received: host=10.0.0.2 port=40002
      server|2026-12-01 02:00:03.500 UTC [71] First.Last@app 10.0.0.2(40002) [unknown] LOG:  connection authorized: user=First.Last database=app application_name=psql SSL enabled (protocol=TLSv1.3, cipher=TLS_AES_256_GCM_SHA384, bits=256)
      server|2026-12-01 02:00:09.000 UTC [71] First.Last@app 10.0.0.2(40002) psql LOG:  disconnection: session time: 0:00:05.600 user=First.Last database=app host=10.0.0.2 port=40002
      server|2026-12-01 02:00:04.000 UTC [72] [unknown]@[unknown] 10.9.9.9(5555) [unknown] LOG:  connection received: host=10.9.9.9 port=5555
      server|2026-12-01 02:00:04.100 UTC [72] x@app 10.9.9.9(5555) [unknown] FATAL:  password authentication failed for user "x"
      server|2026-12-01 02:00:05.000 UTC [74] [unknown]@[unknown] 127.0.0.1(5) [unknown] LOG:  connection received: host=127.0.0.1 port=5
      server|2026-12-01 02:00:05.000 UTC [73] [unknown]@[unknown] [local] [unknown] LOG:  connection received: host=[local]
      end
      """;

  private static final String PG2 =
      """
      router|1796090401.200000|10.1.0.7:61000|10.0.0.2:40001|10.0.0.1:6432|primary|pg1
      router|1796090403.390000|10.1.0.8:61001|10.0.0.2:40002|10.0.0.1:5432|default|pg1
      router|1796090500.000000|10.1.0.9:61002|10.0.0.2:40003|10.0.0.1:5432|default|pg1
      end
      """;

  private static HostLog log(String host, String answer) {
    return HostLogReader.read(new HostName(host), answer.replace('|', '\t'));
  }

  private static String told(String pg1, String pg2) {
    return Sessions.of(SITE, List.of(log("pg1", pg1), log("pg2", pg2))).stream()
        .map(
            one ->
                "%s to %s %s as %s in %s by %s of %s at %s%s: %s"
                    .formatted(
                        one.begin(),
                        one.end().map(Instant::toString).orElse("-"),
                        one.client(),
                        one.login().role(),
                        one.login().database(),
                        one.way().service(),
                        one.way().router(),
                        one.way().server(),
                        one.way().pooled() ? " pooled" : "",
                        one.login().outcome()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void sayWhoseConnectionARouterMade() {
    assertEquals(
        """
        2026-12-01T02:00:01.200Z to 2026-12-01T02:00:07Z 10.1.0.7:61000 as svc@corp in app by primary of pg2 at pg1 pooled: in
        2026-12-01T02:00:03.390Z to 2026-12-01T02:00:09Z 10.1.0.8:61001 as First.Last in app by default of pg2 at pg1: in
        2026-12-01T02:00:04Z to 2026-12-01T02:00:04.100Z 10.9.9.9:5555 as x in - by - of - at pg1: password authentication failed for user "x"
        2026-12-01T02:01:40Z to - 10.1.0.9:61002 as - in - by default of pg2 at 10.0.0.1:5432: nobody logged in
        """,
        told(PG1, PG2));
  }

  @Test
  void tellOneThatUsedAPortAgainFromTheOneBefore() {
    String later =
        "server|2026-12-01 02:30:00.000 UTC [90] [unknown]@[unknown] 10.0.0.2(40002) [unknown] LOG:"
            + "  connection received: host=10.0.0.2 port=40002\nend\n";
    String routed =
        "router|1796092199.900000|10.1.0.66:1|10.0.0.2:40002|10.0.0.1:5432|default|pg1\n";

    String told = told(PG1.replace("end\n", later), routed + PG2);

    assertEquals(1, told.lines().filter(line -> line.contains("10.1.0.66:1 as -")).count());
    assertEquals(1, told.lines().filter(line -> line.contains("10.1.0.8:61001 as First")).count());
  }

  /** A name in a line is the client's choice, and it is there before anything was proved. */
  @Test
  void readNothingFromWhatAClientMayHaveWrittenItself() {
    String forged =
        "server|2026-12-01 02:00:04.050 UTC [72] x LOG:  connection authorized: user=root"
            + " database=app@app 10.9.9.9(5555) [unknown] FATAL:  no such user\nend\n";

    assertEquals(told(PG1, PG2), told(PG1.replace("end\n", forged), PG2));
  }

  @Test
  void sayWhyThePoolerClosedWhoWasNotLetIn() {
    String refused =
        """
        pooler|1796090401.250000|C-0x1: app/x@10.0.0.2:40001 login attempt: db=app user=x tls=TLSv1.3
        pooler|1796090401.300000|C-0x1: app/x@10.0.0.2:40001 pooler error: SASL authentication failed
        end
        """;

    assertEquals("SASL authentication failed", only(refused).login().outcome());
  }

  private static Session only(String pg1) {
    return Sessions.of(SITE, List.of(log("pg1", pg1))).getFirst();
  }

  @Test
  void areChosenByAddressRoleAndTime() {
    List<Session> all = Sessions.of(SITE, List.of(log("pg1", PG1), log("pg2", PG2)));
    Instant at = Instant.parse("2026-12-01T02:00:08Z");

    assertEquals(
        List.of("10.1.0.8:61001"),
        all.stream()
            .filter(
                new SessionTrace.Wanted(at, at, Optional.empty(), Optional.of("First.Last"))::holds)
            .map(Session::client)
            .toList());
    assertEquals(
        List.of("10.1.0.7:61000"),
        all.stream()
            .filter(
                new SessionTrace.Wanted(
                        Instant.EPOCH, Instant.MAX, Optional.of("10.1.0.7"), Optional.empty())
                    ::holds)
            .map(Session::client)
            .toList());
  }

  @Test
  void anAnswerThatWasCutOffIsNone() {
    assertThrows(IllegalArgumentException.class, () -> log("pg1", PG1.replace("end\n", "")));
  }
}
