package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What independent tools find in the installed service. */
@Order(2)
@InSharedLab
class ServiceIT {
  private static final String ROOT = "/etc/pgv/pki/root.crt";
  private static final String ETCD =
      "ETCDCTL_API=3 etcdctl --endpoints=https://pg1.demo.internal:2379 ";

  private final Lab lab;

  ServiceIT(Lab lab) {
    this.lab = lab;
  }

  @ParameterizedTest
  @CsvSource({
    "pg1, 2379, ''",
    "pg2, 5432, -starttls postgres",
    "pg2, 5433, -starttls postgres",
    "pg2, 5436, -starttls postgres",
    "pg3, 8008, ''",
    "infra1, 443, ''"
  })
  void showsACertificateOfOurAuthority(String host, int port, String how) {
    String name = host + ".demo.internal";
    Run.Ended shown =
        lab.shell(
            "pg1",
            "openssl s_client -connect %s:%d %s -CAfile %s -verify_hostname %s -verify_return_error"
                    .formatted(name, port, how, ROOT, name)
                + " </dev/null 2>&1; true");

    assertTrue(shown.output().contains("Verify return code: 0 (ok)"), shown.toString());
    assertTrue(shown.output().contains("demo"), "issued by the site's authority: " + shown);
  }

  @ParameterizedTest
  @CsvSource({"5433, f", "5434, t", "5436, f", "5438, t"})
  void everyServiceLeadsWhereItSays(int port, String recovers) {
    String password = lab.secret("postgres/main/app_owner");

    Run.Ended asked =
        lab.shell(
            "pg2",
            "PGPASSWORD=%s psql 'host=pg3.demo.internal port=%d dbname=app user=app_owner"
                    .formatted(password, port)
                + " sslmode=verify-full sslrootcert=/etc/pgv/pki/root.crt'"
                + " -Atc 'select pg_is_in_recovery()' 2>&1");

    assertEquals(recovers + "\n", asked.output(), asked.toString());
  }

  @Test
  void thePoolerLetsNobodyInWithoutTlsNorTheSuperuser() {
    Run.Ended plain =
        lab.shell(
            "pg2",
            "psql 'host=pg1.demo.internal port=5433 dbname=app user=app_owner sslmode=disable'"
                + " 2>&1");
    Run.Ended superuser =
        lab.shell(
            "pg2",
            "psql 'host=pg1.demo.internal port=5433 dbname=postgres user=postgres"
                + " sslmode=require' 2>&1");

    assertTrue(plain.output().contains("SSL required"), plain.toString());
    assertNotEquals(0, superuser.code(), superuser.toString());
  }

  @Test
  void etcdRefusesWhoHasNoCertificate() {
    Run.Ended without = lab.shell("pg1", ETCD + "--cacert=" + ROOT + " get / --prefix 2>&1");

    assertNotEquals(0, without.code(), without.toString());
  }

  @Test
  void patroniRefusesWhoHasNoCertificate() {
    String script =
        "openssl s_client -connect pg1.demo.internal:8008 -CAfile "
            + ROOT
            + " -quiet <<END 2>&1\nGET /cluster HTTP/1.1\nHost: pg1\nConnection: close\n\nEND\n";

    Run.Ended without = lab.shell("pg2", script);

    assertTrue(!without.output().contains("\"members\""), without.toString());
  }

  @Test
  void postgresRefusesAConnectionWithoutTlsAndTheSuperuserFromElsewhere() {
    Run.Ended plain =
        lab.shell(
            "pg2", "psql 'host=pg1.demo.internal dbname=app user=app_owner sslmode=disable' 2>&1");
    Run.Ended superuser =
        lab.shell(
            "pg2",
            "psql 'host=pg1.demo.internal dbname=postgres user=postgres sslmode=require' 2>&1");

    assertTrue(plain.output().contains("no encryption"), plain.toString());
    assertTrue(superuser.output().contains("pg_hba.conf"), superuser.toString());
  }

  @Test
  void checksumsAndScramAreOn() {
    String primary = lab.primary().orElseThrow();
    Run.Ended shown =
        lab.shell(
            primary,
            "runuser -u postgres -- psql -Atc 'show data_checksums' -c 'show password_encryption'"
                + " -c \"select count(*) from pg_authid where rolpassword not like 'SCRAM%'\"");

    assertEquals("on\nscram-sha-256\n0\n", shown.output(), shown.toString());
  }

  @Test
  void haproxyAndPatroniAgreeWithTheirConfigurations() {
    for (String host : Lab.MEMBERS) {
      lab.shell(host, "haproxy -c -f /etc/haproxy/haproxy.cfg 2>&1").expect(0);
      Run.Ended patroni =
          lab.shell(
              host, "patroni --validate-config --ignore-listen-port " + lab.patroni() + " 2>&1");
      // Patroni 4.0 runs with a quorum, but its judge knows only the older words.
      assertEquals(
          "bootstrap.dcs.synchronous_mode quorum is not a boolean\n",
          patroni.output(),
          patroni.toString());
    }
  }

  @Test
  void hostsInstallFromTheSiteOnly() {
    for (String host : Lab.HOSTS) {
      Run.Ended sources =
          lab.shell(host, "apt-get indextargets --format '$(SITE)' | sort -u; apt-get -qq update");

      // The host that serves the packages reads its own copy.
      String wanted =
          host.equals("infra1")
              ? "file:/srv/pgv/repository\n"
              : "https://infra1.demo.internal/repository\n";
      assertEquals(wanted, sources.output(), sources.toString());
      assertEquals(0, sources.code(), sources.toString());
    }
  }

  /** Greeted by a shell, and with a path of a plain user. */
  @Test
  void aUserWithSudoSeesWhatRootSees() throws IOException {
    for (String host : Lab.HOSTS) {
      lab.shell(
              host,
              """
              set -e
              useradd --create-home --shell /bin/bash deployer
              install -d -o deployer -m 700 ~deployer/.ssh
              install -o deployer -m 600 ~root/.ssh/authorized_keys ~deployer/.ssh/
              echo 'echo "*** Authorised use only ***"; umask 077' >~deployer/.bashrc
              echo 'Defaults:deployer !secure_path' >/etc/sudoers.d/deployer
              echo 'deployer ALL=(root) NOPASSWD: ALL' >>/etc/sudoers.d/deployer
              """)
          .expect(0);
    }
    String site = Files.readString(lab.site());
    Files.writeString(lab.site(), site.replace("user: root", "user: deployer"));
    try {
      lab.install("plan", "--check").end().expect(0);
      lab.ask("status").end().expect(0);
    } finally {
      Files.writeString(lab.site(), site);
      for (String host : Lab.HOSTS) {
        lab.shell(host, "userdel --remove deployer 2>&1; rm /etc/sudoers.d/deployer").expect(0);
      }
    }
  }

  @Test
  void noSecretIsReadableByEverybody() {
    for (String host : Lab.HOSTS) {
      Run.Ended keys =
          lab.shell(
              host,
              "find /etc /var/lib/pgv -name '*.key' -perm /007;"
                  + " ! [ -e /etc/patroni/config.yml ] || find /etc/patroni/config.yml -perm /007");

      assertEquals("", keys.output(), keys.toString());
    }
  }
}
