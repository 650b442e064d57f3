package org.pgv.installer.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;

class ClientSheetTest {
  private static final String SITE =
      """
      apiVersion: pgv/v1
      site: demo
      domain: demo.internal
      hosts:
        - { name: pg1, address: 10.0.0.1 }
        - { name: pg2, address: 10.0.0.2 }
      clusters:
        - name: main
          members: [pg1, pg2]
          databases: [{ name: app, owner: owner }]
          roles: [{ name: owner }, { name: reader }, { name: group, login: false }]
      """;

  private static Site site(String text) {
    return SiteReader.read("site.yaml", text).orRefuse();
  }

  private static Connection first(String text) {
    Audience audience =
        Audience.of(site(text), Optional.empty(), Optional.empty(), Optional.empty());
    return new ClientSheet(
            site(text), audience.cluster(), audience.database(), audience.role(), "root.crt")
        .connections()
        .getFirst();
  }

  @Test
  void writesARolesNameAsEachFormHasIt() {
    Connection connection =
        first(
            SITE.replace("owner: owner", "owner: Svc@corp")
                .replace("name: owner", "name: Svc@corp"));

    assertTrue(connection.libpq().contains(" user=Svc@corp "), connection.libpq());
    assertTrue(connection.jdbc().contains("?user=Svc%40corp&"), connection.jdbc());
    assertTrue(connection.section().contains("\nuser=Svc@corp\n"), connection.section());
  }

  @Test
  void namesEveryRouterAndVerifiesItByItsNameWithoutAResolver() {
    assertEquals(
        "host=pg1.demo.internal,pg2.demo.internal hostaddr=10.0.0.1,10.0.0.2 port=5433 dbname=app"
            + " user=owner sslmode=verify-full sslrootcert=root.crt"
            + " target_session_attrs=any connect_timeout=3 tcp_user_timeout=4000",
        first(SITE).libpq());
    assertEquals(
        "jdbc:postgresql://10.0.0.1:5433,10.0.0.2:5433/app?user=owner&sslmode=verify-full"
            + "&sslrootcert=root.crt&targetServerType=any&connectTimeout=3"
            + "&hostRecheckSeconds=1",
        first(SITE).jdbc());
  }

  @Test
  void namesTheSharedAddressWhereThereIsOne() {
    Connection connection = first(SITE + "    vip: 10.0.0.100/24");

    assertEquals(
        """
        [app-primary]
        host=10.0.0.100
        port=5433
        dbname=app
        user=owner
        sslmode=verify-full
        sslrootcert=root.crt
        target_session_attrs=any
        connect_timeout=3
        tcp_user_timeout=4000
        """,
        connection.section());
  }

  @Test
  void letsAClientAskWhetherTheServerWritesOnlyWhereNoPoolerAnswersForIt() {
    Audience audience =
        Audience.of(site(SITE), Optional.empty(), Optional.empty(), Optional.of("reader"));
    Connection direct =
        new ClientSheet(
                site(SITE), audience.cluster(), audience.database(), audience.role(), "root.crt")
            .connections()
            .get(2);

    assertEquals("default", direct.service());
    assertTrue(direct.libpq().contains("target_session_attrs=read-write"), direct.libpq());
  }

  @Test
  void leadsARoleWithACertificateAroundThePooler() {
    Site site = site(SITE.replace("{ name: reader }", "{ name: reader, auth: certificate }"));
    Audience audience =
        Audience.of(site, Optional.empty(), Optional.empty(), Optional.of("reader"));
    List<Connection> connections =
        new ClientSheet(site, audience.cluster(), audience.database(), audience.role(), "root.crt")
            .connections();

    assertEquals(
        List.of("default", "offline"), connections.stream().map(Connection::service).toList());
    assertTrue(
        connections.getFirst().libpq().contains(" sslcert=reader.crt sslkey=reader.key "),
        connections.toString());
    assertTrue(
        connections.getFirst().jdbc().contains("&sslcert=reader.crt&sslkey=reader.pk8&"),
        connections.toString());
  }

  @Test
  void refusesARoleThatCannotLogIn() {
    assertThrows(
        Refusal.class,
        () -> Audience.of(site(SITE), Optional.empty(), Optional.empty(), Optional.of("group")));
  }
}
