package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Thirty points that a site is judged by, each by tools that are not ours. Where several hosts are
 * asked, all are at once, and what is found wrong is what is printed.
 */
@Order(3)
@InSharedLab
@TestInstance(Lifecycle.PER_CLASS)
class SecurityChecklistIT {
  private static final String ROOT = "/etc/pgv/pki/root.crt";

  /** {@code leaves SCRIPT}: runs it for each certificate {@code $f} that is no authority's. */
  private static final String LEAVES =
      """
      leaves() {
        find /etc/pgv/pki -name '*.crt' -o -name '*.pem' | while read -r f; do
          openssl x509 -in "$f" -noout -ext basicConstraints 2>/dev/null | grep -q CA:TRUE && continue
          eval "$1" || echo "$(hostname): $f"
        done
      }
      """;

  private final Lab lab;
  private final String primary;

  SecurityChecklistIT(Lab lab) {
    this.lab = lab;
    this.primary = lab.primary().orElseThrow();
  }

  @Test
  void p01TheBundlesSignatureAndEveryDigestHold() {
    String script =
        "cd %s && gpgv --quiet --keyring ./keys/bundle.gpg SHA256SUMS.asc SHA256SUMS && sha256sum --check --quiet SHA256SUMS"
            .formatted(lab.bundle());
    lab.inNetworkOf("admin", script).expect(0);
  }

  @Test
  void p02NoPacketLeavesTheSiteWhileItIsApplied() {
    String rule = "add rule inet probe out oifname != lo ";
    String watch =
        """
        nft -f - <<'END'
        add table inet probe
        add chain inet probe out { type filter hook output priority 0; }
        %sip daddr != %s counter
        %sip6 daddr != { fe80::/10, ff00::/8 } counter
        END
        """
            .formatted(rule, lab.network(), rule);
    assertEquals("", everywhere(watch));
    lab.inNetworkOf("admin", watch).expect(0);
    try {
      lab.install("apply").end().expect(0);

      String counted = "nft list table inet probe | grep -c 'counter packets 0 bytes 0'";
      assertEquals("2\n".repeat(Lab.HOSTS.size()), everywhere(counted));
      assertEquals("2\n", lab.inNetworkOf("admin", counted).output());
    } finally {
      everywhere("nft delete table inet probe");
      lab.inNetworkOf("admin", "nft delete table inet probe");
    }
  }

  @Test
  void p03EveryCertificateIsOfTheSitesAuthority() {
    assertEquals(
        "",
        everywhere(
            LEAVES + "leaves 'openssl verify -CAfile " + ROOT + " -untrusted $f $f >/dev/null'"));
  }

  @Test
  void p04EveryServersCertificateBearsItsHostsNameAndAddress() {
    String script =
        LEAVES
            + """
            name=$(hostname).demo.internal
            address=$(getent ahostsv4 $name | awk '{ print $1; exit }')
            leaves '! openssl x509 -in $f -noout -ext extendedKeyUsage 2>/dev/null | grep -q "Web Server" ||
              [ "$(openssl x509 -in $f -noout -checkhost $name -checkip $address | grep -c "does match")" = 2 ]'
            """;
    assertEquals("", everywhere(script));
  }

  @Test
  void p05NoCertificateRunsOutSoonNorLastsLongNorIsItsOwnIssuer() {
    String script =
        LEAVES
            + """
            field() { openssl x509 -in $f -noout "$@" | sed 's/^[^=]*=//'; }
            lasts() { echo $(( ($(date -d "$(field -enddate)" +%s) - $(date -d "$(field -startdate)" +%s)) / 86400 )); }
            leaves 'openssl x509 -in $f -noout -checkend 1209600 >/dev/null && [ $(lasts) -le 397 ] &&
              [ "$(field -subject)" != "$(field -issuer)" ]'
            """;
    assertEquals("", everywhere(script));
  }

  @Test
  void p06KeysAreTheirOwnersAloneAndNoAuthoritysKeyIsOnAHost() {
    String script =
        """
        find /etc/pgv /etc/etcd /etc/patroni /etc/pgbouncer /etc/haproxy /etc/nginx -name '*.key' -perm /077 2>/dev/null
        authorities=$(find /etc/pgv/pki -name '*.crt' | while read -r f; do
          openssl storeutl -noout -certs -text $f 2>/dev/null | grep -q CA:TRUE && openssl x509 -in $f -noout -pubkey | sha256sum
        done)
        for f in $(grep -rlE -e '-----BEGIN.*PRIVATE KEY' /etc/pgv /var/lib/pgv 2>/dev/null); do
          find $f -perm /077
          for crt in $(find /etc/pgv/pki -name '*.crt'); do
            openssl x509 -in $crt -noout -ext basicConstraints 2>/dev/null | grep -q CA:TRUE || continue
            [ "$(openssl pkey -in $f -pubout)" != "$(openssl x509 -in $crt -noout -pubkey)" ] || echo "$f of $crt"
          done
        done
        """;
    assertEquals("", everywhere(script));
  }

  @Test
  void p07EtcdTurnsAwayWhoHasNoCertificate() {
    assertRefused("curl --insecure --silent --show-error --max-time 3 https://%s:2379/health");
    String script =
        "tr '\\0' '\\n"
            + "' </proc/$(pidof etcd)/environ | grep -cE '^ETCD_(PEER_)?CLIENT_CERT_AUTH=true$'";
    assertEquals("2\n2\n2\n", onMembers(script));
  }

  @Test
  void p08EtcdSpeaksNothingButTls() {
    assertRefused("curl --silent --show-error --max-time 3 http://%s:2379/version");
    assertRefused("curl --silent --show-error --max-time 3 http://%s:2380/version");
  }

  @Test
  void p09EtcdAsksForAccountsAndAClustersReachesItsOwnKeysAlone() {
    String etcdctl =
        "ETCDCTL_API=3 etcdctl --endpoints=https://pg1.demo.internal:2379 --cacert=%s --cert=/etc/pgv/pki/etcd/root.crt --key=/etc/pgv/pki/etcd/root.key "
            .formatted(ROOT);
    String said =
        lab.shell("pg1", etcdctl + "auth status; " + etcdctl + "role get patroni-main").output();

    assertTrue(said.contains("Authentication Status: true"), said);
    List<String> keys = said.lines().filter(line -> line.startsWith("\t[")).distinct().toList();
    assertEquals(1, keys.size(), said);
    assertTrue(keys.getFirst().contains("[/service/main/, /service/main0)"), said);
  }

  @Test
  void p10PatroniLetsNobodyChangeItWithoutACertificate() {
    assertRefused(
        "curl --insecure --silent --show-error --max-time 3 -X PATCH -d '{}'"
            + " https://%s:8008/config");
  }

  @Test
  void p11PatroniKnowsWhoMayCallItAndTellsOthersNothing() {
    String script =
        "patroni --validate-config --ignore-listen-port %s 2>&1 | grep -vxF 'bootstrap.dcs.synchronous_mode quorum is not a boolean'; "
                .formatted(lab.patroni())
            + "sed -n '/^  allowlist:/,/^[^ ]/p' "
            + lab.patroni()
            + " | grep -c '  - .*/32'";
    for (String allowed : onMembers(script).split("\n", -1)) {
      assertTrue(allowed.isEmpty() || allowed.matches("[1-9]"), allowed);
    }
    Run.Ended banner =
        lab.inNetworkOf(
            "pg2",
            "curl --insecure --silent --include --max-time 3 https://%s:8008/"
                .formatted(lab.address("pg1")));
    assertEquals("", banner.output());
  }

  @Test
  void p12PatroniSpeaksNothingButTls() {
    assertRefused("curl --silent --show-error --max-time 3 http://%s:8008/");
  }

  @Test
  void p13PostgresSpeaksNothingButTlsOverTheNetwork() {
    assertEquals(
        "on|t",
        sql(
            "select current_setting('ssl'), current_setting('ssl_min_protocol_version') in"
                + " ('TLSv1.2', 'TLSv1.3')"));
    for (int port : List.of(5432, 5433, 5434, 5436, 5438, 6432)) {
      Run.Ended plain =
          lab.shell(
              "pg2",
              "psql 'host=pg1.demo.internal port=%d dbname=app user=app_owner sslmode=disable connect_timeout=5' -c '' 2>&1"
                  .formatted(port));
      assertNotEquals(0, plain.code(), plain.toString());
      assertTrue(plain.output().matches("(?s).*(no encryption|SSL required).*"), plain.toString());
    }
  }

  @Test
  void p14PasswordsAreScramVerifiers() {
    assertEquals(
        "scram-sha-256|0",
        sql(
            "select current_setting('password_encryption'), (select count(*) from pg_authid where"
                + " rolpassword not like 'SCRAM-SHA-256$%')"));
  }

  @Test
  void p15NoRuleTrustsOrTakesAPlainConnectionFromElsewhere() {
    assertEquals(
        "",
        sql(
            "select * from pg_hba_file_rules where error is not null or auth_method in ('trust',"
                + " 'password', 'md5') or (type in ('host', 'hostnossl') and auth_method <>"
                + " 'reject' and address not in ('127.0.0.1', '::1'))"));
  }

  @Test
  void p16ReplicationIsEncryptedAndByCertificate() {
    assertEquals(
        "2|t|t",
        sql(
            "select count(*), bool_and(ssl), bool_and(client_dn is not null) from pg_stat_ssl join"
                + " pg_stat_replication using (pid)"));
  }

  @Test
  void p17DataHasChecksums() {
    assertEquals("on", sql("show data_checksums"));
  }

  @Test
  void p18DataAndWhatTheServiceMakesAreItsOwnAlone() {
    String folder = sql("show data_directory");
    assertEquals(
        "700\n0077\n".repeat(Lab.MEMBERS.size()),
        onMembers(
            "stat -c %a " + folder + "; systemctl show --property=UMask --value patroni.service"));
  }

  @Test
  void p19TheOnlySuperuserIsTheServersAccountAndComesByItsSocket() {
    assertEquals("postgres", sql("select string_agg(rolname, ',') from pg_roles where rolsuper"));
    assertEquals(
        "reject",
        sql(
            "select string_agg(distinct auth_method, ',') from pg_hba_file_rules where type <>"
                + " 'local' and 'postgres' = any(user_name)"));
    assertEquals(
        "0",
        sql(
            "select count(*) from pg_hba_file_rules a where type <> 'local' and auth_method <>"
                + " 'reject' and 'all' = any(user_name) and not exists (select from"
                + " pg_hba_file_rules b where b.rule_number < a.rule_number and b.auth_method ="
                + " 'reject' and 'postgres' = any(b.user_name))"));
  }

  @Test
  void p20NobodyMayCreateInPublic() {
    String databases =
        sql(
            "select string_agg(datname, ' ') from pg_database where datallowconn and datname <>"
                + " 'template0'");
    for (String database : databases.split(" ", -1)) {
      assertEquals(
          "f",
          sqlIn(database, "select has_schema_privilege('public', 'public', 'create')"),
          database);
    }
  }

  @Test
  void p21ChangesAreAuditedAndPasswordsChecked() {
    List<String> loaded = List.of(sql("show shared_preload_libraries").split(", ?", -1));
    assertTrue(loaded.containsAll(List.of("pgaudit", "passwordcheck")), loaded.toString());

    String said = sqlIn("app", "create role short password 'short'");
    assertTrue(said.contains("password is too short"), said);
    // A statement that takes long is logged as typed, and a busy machine may make any take long.
    sqlIn(
        "app",
        """
        set log_min_duration_statement = -1;
        create role audited password 'Vrx7-told-to-nobody';
        drop role audited;
        """);
    String logs = sql("show log_directory");
    String found =
        lab.shell(
                primary,
                "cd %s && grep -h 'AUDIT:.*CREATE ROLE' *.log | grep -ci redacted; cat *.log | grep -c told-to-nobody"
                    .formatted(logs))
            .output();
    assertTrue(found.matches("[1-9]\\d*\n0\n"), found);
  }

  @Test
  void p22ConnectionsAndReplicationCommandsAreLogged() {
    assertEquals(
        "on|on|on",
        sql(
            "select current_setting('log_connections'), current_setting('log_disconnections'),"
                + " current_setting('log_replication_commands')"));
  }

  @Test
  void p23LogsAreTheServersAccountsAlone() {
    assertEquals("0600", sql("show log_file_mode"));
    String logs = sql("show log_directory");
    assertEquals(
        "700 postgres\n".repeat(Lab.MEMBERS.size()),
        onMembers("stat -c '%a %U' LOGS; find LOGS -type f -perm /077".replace("LOGS", logs)));
  }

  @Test
  void p24ThePoolerWantsTlsAndScramAndAsksByTheSocket() {
    String ask =
        "runuser -u pgbouncer -- psql -h /run/pgbouncer -p 6432 -U pgbouncer -d pgbouncer -Atc ";
    String config = lab.shell("pg1", ask + "'SHOW CONFIG'").expect(0).output();
    assertTrue(config.contains("client_tls_sslmode|require|"), config);
    assertTrue(config.contains("auth_type|hba|"), config);
    assertTrue(config.contains("auth_file||"), config);
    String hosts = lab.shell("pg1", ask + "'SHOW DATABASES' | cut -d'|' -f2").expect(0).output();
    assertTrue(hosts.lines().allMatch(host -> host.isEmpty() || host.startsWith("/")), hosts);
    assertEquals(
        "",
        onMembers(
            "grep -vE '^#| (scram-sha-256|cert|reject)( |$)' /etc/pgbouncer/pgv_hba.conf; find"
                + " /etc/pgbouncer -type f -perm /007 -name 'pgv*'; find /etc/pgbouncer -name"
                + " userlist.txt -size +0 -perm /077"));
  }

  @Test
  void p25NothingListensThatIsNotDeclared() throws IOException {
    JsonNode ways =
        new JsonMapper().readTree(lab.ask("ports", "--json").end().expect(0).output()).path("ways");
    for (String host : Lab.HOSTS) {
      NavigableSet<String> declared = new TreeSet<>(List.of("22"));
      for (JsonNode way : ways) {
        if (way.path("host").asText().equals(host)) {
          declared.add(way.path("port").asText());
        }
      }
      NavigableSet<String> listening =
          lab.inNetworkOf(host, "ss -Hltn | awk '{ print $4 }'")
              .expect(0)
              .output()
              .lines()
              .filter(address -> !address.matches("(127\\..*|\\[::1\\]):\\d+"))
              .map(address -> address.substring(address.lastIndexOf(':') + 1))
              .collect(Collectors.toCollection(TreeSet::new));
      listening.removeAll(declared);
      assertEquals(new TreeSet<>(), listening, host);
    }
  }

  /** Of a bucket, the tests of the object store ask the same. */
  @Test
  void p26TheRepositoryIsReachedByTlsAloneAndABackupCannotBeReplaced() {
    String keeper = lab.address("infra1");
    Run.Ended shown =
        lab.inNetworkOf(
            "pg1",
            "openssl s_client -connect %s:8432 </dev/null 2>&1; curl --silent --max-time 3 http://%s:8432/ 2>&1"
                .formatted(keeper, keeper));
    assertTrue(shown.output().contains("TLSv1."), shown.toString());
    Run.Ended put =
        lab.shell(
            "pg1",
            "echo | runuser -u postgres -- pgbackrest --stanza=main repo-put"
                + " backup/main/backup.info 2>&1");
    assertTrue(put.output().contains("Read-only file system"), put.toString());
    String asMain =
        "--repo1-host-type=tls --repo1-host=infra1.demo.internal --repo1-host-port=8432"
            + " --repo1-host-ca-file=/etc/pgv/pki/root.crt"
            + " --repo1-host-cert-file=/etc/pgv/pki/pgbackrest/pgbackrest-main.crt"
            + " --repo1-host-key-file=/etc/pgv/pki/pgbackrest/pgbackrest-main.key";
    Run.Ended other =
        lab.shell(
            "pg1", "runuser -u postgres -- pgbackrest --stanza=other " + asMain + " info 2>&1");
    assertTrue(other.output().contains("access denied"), other.toString());
  }

  @Test
  void p27BackupsAreEncryptedAndNothingIsTakenUnverified() {
    assertEquals(
        "640 root:postgres\n".repeat(Lab.HOSTS.size()),
        everywhere(
            "stat -c '%a %U:%G' /etc/pgbackrest/pgbackrest.conf; grep -iE"
                + " 'verify-tls=n|cipher-type=none' /etc/pgbackrest/pgbackrest.conf"));
    assertEquals(
        "1\n",
        lab.shell(
                "infra1",
                "grep -c '^repo1-cipher-type=aes-256-cbc' /etc/pgbackrest/pgbackrest.conf")
            .output());
  }

  @Test
  void p28NoSecretIsInAJournalACommandLineOrALog() throws IOException {
    List<String> secrets =
        Stream.of("postgres/main/app_owner", "etcd/patroni-main", "backup/main")
            .map(lab::secret)
            .toList();
    String patterns = String.join("\n", secrets) + "\n";
    String encoded = Base64.getEncoder().encodeToString(patterns.getBytes(StandardCharsets.UTF_8));
    everywhere("(umask 077; echo " + encoded + " | base64 -d >/run/probe)");
    String found =
        everywhere(
            """
            journalctl --no-pager --output=cat | grep -cFf /run/probe
            cat /proc/[0-9]*/cmdline 2>/dev/null | grep -caFf /run/probe
            grep -rlFf /run/probe /var/log
            rm /run/probe
            """);
    assertEquals("0\n0\n".repeat(Lab.HOSTS.size()), found);
    try (Stream<Path> logs = Files.walk(lab.adminHome())) {
      for (Path log : logs.filter(path -> path.toString().endsWith(".log")).toList()) {
        String text = Files.readString(log);
        assertFalse(secrets.stream().anyMatch(text::contains), log.toString());
      }
    }
  }

  @Test
  void p29EveryServiceIsExposedToLittleAndGainsNoPrivileges() {
    String script =
        """
        for unit in $(cd /etc/systemd/system && ls -d *.d | sed 's/[.]d$//'); do
          [ -e /etc/systemd/system/$unit.d/hardening.conf ] || continue
          case $unit in
            *@.service) unit=${unit%%.service}full.service ;;
            *-.service) continue ;;
          esac
          # Copies and the first backup are there only while they run.
          [ "$(systemctl show --property=LoadState --value "$unit")" = loaded ] || continue
          systemd-analyze security --no-pager --threshold=40 "$unit" >/dev/null || echo "$(hostname): $unit"
          [ "$(systemctl show --property=NoNewPrivileges --value "$unit")" = yes ] || echo "$(hostname): $unit"
        done
        systemctl list-units --plain --no-legend --type=service --state=running,exited | awk '{ print $1 }' |
          grep -E '^(etcd|patroni|pgbouncer|haproxy|keepalived|nginx|chrony|chronyd|pgbackrest|minio|pgv-.*)[.]service$' |
          while read -r unit; do
            [ -e "/etc/systemd/system/$unit.d/hardening.conf" ] || [ "$unit" = pgv-trial.service ] || echo "$unit is not hardened"
          done
        """
            .replace("%%", "%");
    assertEquals("", everywhere(script));
  }

  @Test
  void p30HostsDropWhatWasNotDeclared() {
    assertEquals(
        "1\n".repeat(Lab.HOSTS.size()),
        everywhere("nft list chain inet pgv input | grep -c 'hook input.*policy drop'"));
    Run.Ended knock =
        lab.inNetworkOf(
            "admin", "timeout 2 bash -c ': </dev/tcp/%s/2380' 2>&1".formatted(lab.address("pg1")));
    assertNotEquals(0, knock.code(), "the admin is no peer of etcd");
  }

  /** A program of this machine, in a member's place, that ends with no answer from any member. */
  private void assertRefused(String command) {
    for (String member : Lab.MEMBERS) {
      String from = member.equals("pg1") ? "pg2" : "pg1";
      Run.Ended asked = lab.inNetworkOf(from, command.formatted(lab.address(member)));
      assertNotEquals(0, asked.code(), asked.toString());
      // Not that nobody is there, nor that a packet was dropped on its way.
      assertFalse(List.of(7, 28).contains(asked.code()), asked.toString());
      assertEquals("", asked.output(), asked.toString());
    }
  }

  private String sql(String statement) {
    return sqlIn("postgres", statement);
  }

  private String sqlIn(String database, String statement) {
    return lab.shell(
            primary,
            "runuser -u postgres -- psql --no-psqlrc -Atq "
                + database
                + " 2>&1 <<'END'\n"
                + statement
                + "\nEND\n")
        .output()
        .strip();
  }

  private String everywhere(String script) {
    return at(Lab.HOSTS, script);
  }

  private String onMembers(String script) {
    return at(Lab.MEMBERS, script);
  }

  /** What a script prints on hosts, all at once, in their order. */
  private String at(List<String> hosts, String script) {
    Map<String, Run> runs = new LinkedHashMap<>();
    hosts.forEach(host -> runs.put(host, lab.on(host, List.of("sh", "-c", script))));
    return runs.values().stream().map(run -> run.end().all()).collect(Collectors.joining());
  }
}
