package org.pgv.installer.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pgv.installer.port.PortTable;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;

class PortTableTest {
  private static final String SITE =
      """
      apiVersion: pgv/v1
      site: demo
      domain: demo.internal
      %s
      hosts:
        - { name: pg1, address: 10.77.0.11, roles: [etcd, infra, backup] }
        - { name: pg2, address: 10.77.0.12 }
        - { name: r1, address: 10.77.0.13, roles: [router] }
        - { name: r2, address: 10.77.0.14, roles: [router] }
      clusters:
        - { name: main, members: [pg1, pg2], clients: [10.8.0.0/16], vip: 10.77.0.100/24 }
      """;

  private static PortTable table(String settings) {
    Site site = SiteReader.read("site.yaml", SITE.formatted(settings)).orRefuse();
    return new PortTable(site, Components.ports(site));
  }

  @Test
  void namesEachPortOfAHostWithThoseWhoNeedIt() {
    List<String> rows =
        table("firewall: { admins: [10.1.0.0/16] }")
            .csv()
            .lines()
            .filter(line -> line.startsWith("pg1,"))
            .map(line -> line.substring("pg1,10.77.0.11,".length()))
            .map(line -> line.substring(0, line.lastIndexOf(',')))
            .toList();

    assertEquals(
        List.of(
            "tcp,22,ssh,10.1.0.0/16",
            "tcp,443,the package repository,\"hosts:pg1,pg2,r1,r2\"",
            "tcp,2379,etcd's clients,\"hosts:pg1,pg2,r1,r2\"",
            "tcp,2380,etcd's members,hosts:pg1",
            "tcp,5432,PostgreSQL,\"hosts:pg1,pg2,r1,r2\"",
            "tcp,5432,PostgreSQL,10.8.0.0/16",
            "tcp,5433,the service primary,\"hosts:pg1,pg2\"",
            "tcp,5433,the service primary,10.8.0.0/16",
            "tcp,5434,the service replica,\"hosts:pg1,pg2\"",
            "tcp,5434,the service replica,10.8.0.0/16",
            "tcp,5436,the service default,\"hosts:pg1,pg2\"",
            "tcp,5436,the service default,10.8.0.0/16",
            "tcp,5438,the service offline,\"hosts:pg1,pg2\"",
            "tcp,5438,the service offline,10.8.0.0/16",
            "tcp,6432,PgBouncer,\"hosts:pg1,pg2,r1,r2\"",
            "tcp,8008,Patroni,\"hosts:pg1,pg2,r1,r2\"",
            "tcp,8432,pgBackRest,hosts:pg2",
            "tcp,9101,HAProxy's statistics,local",
            "tcp,9101,which routers another one sees,\"hosts:r1,r2\"",
            "udp,123,the site's time,site"),
        rows);
  }

  @Test
  void letsThoseWhoShareAnAddressHearEachOther() {
    assertTrue(
        table("").csv().contains("r1,10.77.0.13,vrrp,,who holds the address,\"hosts:r1,r2\","));
  }

  @Test
  void saysWhetherAnythingIsClosed() {
    assertFalse(table("").document().firewall());
    assertTrue(table("").text().contains("let everything in"));
    assertTrue(
        table("firewall: { admins: [10.1.0.0/16] }").text().contains("Everything else is dropped"));
  }
}
