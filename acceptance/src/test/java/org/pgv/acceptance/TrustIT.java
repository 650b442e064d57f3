package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A running site keeps to what it trusts: the newest bundle it had, and a root that may be away.
 */
@Order(3)
@InSharedLab
class TrustIT {
  private static final int OTHER_BUNDLE = 5;
  private static final int REFUSED = 7;

  private final Lab lab;

  TrustIT(Lab lab) {
    this.lab = lab;
  }

  /** Signed by the same key and whole; where the admin's memory is lost, the hosts still know. */
  @Test
  void anOlderBundleIsRefusedUntilItIsAskedFor() throws IOException {
    Path older = lab.build("2026.1.0");

    for (String verb : List.of("plan", "apply")) {
      Run.Ended refused = lab.installFrom(older, verb).end().expect(OTHER_BUNDLE);
      assertTrue(refused.errors().contains("is older than version 2026.1.1"), refused.toString());
      assertTrue(refused.errors().contains("--allow-downgrade"), refused.toString());
    }
    Path floor = lab.adminHome().resolve("sites/demo/floor.json");
    Path away = floor.resolveSibling("floor.away");
    Files.move(floor, away);
    Run.Ended hosts = lab.installFrom(older, "apply").end();
    Files.move(away, floor);
    assertEquals(OTHER_BUNDLE, hosts.code(), hosts.toString());
    for (String host : Lab.HOSTS) {
      assertTrue(hosts.errors().contains("error: " + host), hosts.toString());
    }
    lab.installFrom(older, "apply", "--allow-downgrade").end().expect(0);
    lab.install("apply").end().expect(0);

    String site = lab.site().toString();
    String audited = lab.run("secrets", "audit", "--site", site).end().output();
    assertTrue(audited.contains("--allow-downgrade"), audited);
  }

  /** With no secrets of the site, with those of before a change, and with those of another site. */
  @Test
  void aSecondAdminIsRefusedBeforeAnythingIsChanged() throws IOException {
    Path home = lab.site().resolveSibling("second-admin");
    Path empty = home.resolve("empty");
    lab.inNetworkOf("admin", "rm -rf %s && mkdir -p %s".formatted(home, empty)).expect(0);

    Path old = home.resolve("old");
    lab.inNetworkOf("admin", "cp -a %s %s".formatted(lab.adminHome(), old)).expect(0);
    String site = Files.readString(lab.site());
    String roles = "    roles:\n";
    assertTrue(site.contains(roles), site);
    Files.writeString(lab.site(), site.replace(roles, roles + "      - { name: afterwards }\n"));
    lab.install("apply").end().expect(0);
    refusedIn(old, "(older-secrets)");
    Files.writeString(lab.site(), site);
    new Database(lab).sql(lab.primary().orElseThrow(), "DROP ROLE afterwards");

    String before = enrolments();
    refusedIn(empty, "(foreign-site)");
    Files.writeString(lab.site(), site.replace("site: demo", "site: another"));
    refusedIn(lab.adminHome(), "(foreign-site)");
    Files.writeString(lab.site(), site);
    assertEquals(before, enrolments());
    lab.install("plan", "--check").end().expect(0);
  }

  private void refusedIn(Path home, String rule) {
    for (String verb : List.of("check", "apply")) {
      String command =
          "PGV_HOME=%s exec %s/install.sh %s %s --bundle %2$s --fingerprint %s"
              .formatted(home, lab.bundle(), verb, lab.site(), lab.fingerprint());
      Run.Ended refused = lab.shell("admin", command).expect(REFUSED);
      for (String host : Lab.HOSTS) {
        assertTrue(refused.all().contains(host), refused.toString());
      }
      assertTrue(!verb.equals("check") || refused.all().contains(rule), refused.toString());
    }
  }

  private String enrolments() {
    StringBuilder all = new StringBuilder();
    for (String host : Lab.HOSTS) {
      all.append(lab.shell(host, "cat /var/lib/pgv/enrolment").expect(0).output());
    }
    return all.toString();
  }

  @Test
  void aSiteRunsWithoutItsRootsKey() throws IOException {
    Path key = lab.site().resolveSibling("root.key");
    String site = lab.site().toString();

    lab.run("secrets", "offline", "--site", site, "--output", key.toString()).end().expect(0);

    Path again = key.resolveSibling("root-again.key");
    Run.Ended second =
        lab.run("secrets", "offline", "--site", site, "--output", again.toString()).end();
    assertTrue(second.errors().contains("is not kept here"), second.toString());
    lab.install("apply").end().expect(0);
    lab.install("plan", "--check").end().expect(0);
    lab.run("secrets", "online", "--site", site, "--input", key.toString()).end().expect(0);
    lab.install("plan", "--check").end().expect(0);
  }
}
