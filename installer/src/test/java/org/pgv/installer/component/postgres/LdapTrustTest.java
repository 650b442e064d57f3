package org.pgv.installer.component.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pgv.installer.component.FakeCredentials;
import org.pgv.installer.component.Topologies;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;

class LdapTrustTest {
  private static final String SITE =
      """
      apiVersion: pgv/v1
      site: demo
      domain: demo.internal
      %s
      hosts: [{ name: a, address: 10.0.0.1 }]
      clusters:
        - name: main
          members: [a]
          roles: [{ name: person, auth: external }]
          access: [{ roles: [person], from: [site], method: %s }]
      """;
  private static final String LDAP = "ldap, options: { ldapserver: ldap.corp, ldaptls: 1 }";

  private static List<String> files(String authority, String method) {
    Site site = SiteReader.read("site.yaml", SITE.formatted(authority, method)).orRefuse();
    Topology topology = Topologies.of(site, new FakeCredentials());
    return LdapTrust.resources(topology, site.clusters().getFirst()).stream()
        .map(ManagedFile.class::cast)
        .map(file -> file.path() + ": " + file.content().text().lines().skip(1).toList())
        .toList();
  }

  @Test
  void trustsTheAuthorityThatTheSiteNames() {
    assertEquals(
        List.of(
            "/etc/pgv/pki/ldap.crt: []",
            "/etc/pgv/ldap.conf: [TLS_CACERT /etc/pgv/pki/ldap.crt, TLS_REQCERT demand]"),
        files("ldap: { authority: corp.pem }", LDAP));
  }

  @Test
  void trustsWhatTheHostTrustsWhereTheSiteNamesNone() {
    assertEquals(
        List.of(
            "/etc/pgv/ldap.conf: [TLS_CACERT /etc/ssl/certs/ca-certificates.crt, TLS_REQCERT demand]"),
        files("", LDAP));
  }

  @Test
  void leavesHostsAloneWhereNobodyAsksADirectory() {
    assertEquals(
        List.of(),
        files(
            "ldap: { authority: corp.pem }",
            "gss, options: { include_realm: 0, krb_realm: CORP }"));
  }
}
