package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A first installation that meets everything that can go wrong, and the service it ends in. */
@Order(1)
@InSharedLab
class FirstInstallIT {
  private static final int LOCKED = 9;
  private static final int KILLS = Integer.getInteger("pgv.kills", 2);

  private final Lab lab;

  FirstInstallIT(Lab lab) {
    this.lab = lab;
  }

  @AfterAll
  static void spareOthers(Lab lab) {
    new Situations(lab).undoWhatDisturbsOthers();
  }

  @Test
  @Order(1)
  void hostsHaveNoWayOut() {
    for (String host : Lab.HOSTS) {
      assertEquals("", lab.shell(host, "ip route show default; ip -6 route show default").output());
      assertEquals(
          lab.network() + " dev host0",
          lab.sandbox("exec", host, "ip", "route")
              .end()
              .output()
              .strip()
              .replaceAll(" proto .*", ""));
    }
    assertEquals("", lab.shell("admin", "ip route show default").output());
  }

  /** What is told is mended; all else stays, and everything that follows gets along with it. */
  @Test
  @Order(1)
  void whatTwentySituationsMeanForAnInstallationIsToldInOneGo() {
    Situations situations = new Situations(lab);
    situations.makeHarmlessOnes();
    situations.makeThoseThatAreTold();
    assertTrue(situations.number() > 20);

    String told = lab.install("check").end().expect(7).all();
    assertEquals(
        String.join("\n", situations.told()), String.join("\n", Situations.errorsOf(told)), told);

    situations.mendThoseThatAreTold();
    lab.install("check").end().expect(0);
  }

  @Test
  @Order(2)
  void remembersHowTheHostsWere() throws IOException {
    for (String host : Lab.HOSTS) {
      Snapshots.take(lab, host);
    }
  }

  @Test
  @Order(3)
  void namesTheHostWhoseSshKeyIsNotTheKnownOne() throws IOException {
    Path known = lab.adminSsh().resolve("known_hosts");
    String right = Files.readString(known);
    List<String> lines = right.lines().toList();
    String keyOfAnother = lines.get(0).replaceFirst("^[^ ]+ ", "");
    String wrong =
        lines.get(1).replaceFirst(" .*", "") + " " + keyOfAnother + "\n" + lines.get(0) + "\n";
    Files.writeString(known, wrong + lines.get(2) + "\n" + lines.get(3) + "\n");
    try {
      Run.Ended ended = lab.install("plan").end();

      assertNotEquals(0, ended.code(), ended.toString());
      assertTrue(ended.errors().contains("pg2"), ended.toString());
      assertTrue(ended.errors().contains("key"), ended.toString());
    } finally {
      Files.writeString(known, right);
    }
  }

  @Test
  @Order(4)
  void namesTheHostThatIsDown() {
    lab.sandbox("power", "off", "pg3").end().expect(0);
    try {
      Run.Ended ended = lab.install("apply").end();

      assertNotEquals(0, ended.code(), ended.toString());
      assertTrue(ended.errors().contains("pg3"), ended.toString());
      assertEquals("", installedHere("pg1"), "nothing was begun on the other hosts");
    } finally {
      lab.sandbox("power", "on", "pg3").end().expect(0);
    }
  }

  @Test
  @Order(5)
  void planChangesNothing() {
    Run.Ended plan = lab.install("plan").end().expect(0);

    assertTrue(plan.output().contains("etcd"), plan.toString());
    assertEquals("", installedHere("pg1"));
  }

  @Test
  @Order(6)
  void saysSoWhenAHostsDiskIsFullHalfWay() {
    // Nothing fits, however small: what did would be gone with it, and installed all the same.
    String full =
        "mkdir -p /usr/lib/postgresql && mount -t tmpfs -o nr_inodes=1 none /usr/lib/postgresql";
    lab.shell("pg2", full).expect(0);
    try {
      Run.Ended ended = lab.install("apply").end();

      assertNotEquals(0, ended.code(), ended.toString());
      assertTrue(ended.errors().contains("pg2"), ended.toString());
      assertTrue(ended.errors().contains("No space left on device"), ended.toString());
    } finally {
      lab.shell("pg2", "umount /usr/lib/postgresql").expect(0);
    }
  }

  @Test
  @Order(7)
  void refusesToRunTwiceAtOnce() throws IOException, InterruptedException {
    Run first = lab.install("apply");
    while (!first.said("pg1") && !first.ends(Duration.ofMillis(50))) {
      // The first run has taken the lock once it says something of a host.
    }

    Run.Ended second = lab.install("apply").end();

    first.kill();
    first.end();
    assertEquals(LOCKED, second.code(), second.toString());
  }

  @Test
  @Order(8)
  void saysWhichConnectionWasLostAndLeavesNoLockBehind() throws IOException, InterruptedException {
    Run run = lab.install("apply");
    while (!run.said(" pg3: ") && !run.ends(Duration.ofMillis(50))) {
      // It is cut in the middle of its work.
    }
    lab.sandbox("cut", "admin", "pg3").end().expect(0);
    Run.Ended ended;
    try {
      ended = run.end();
    } finally {
      lab.sandbox("heal", "admin", "pg3").end().expect(0);
    }

    assertNotEquals(0, ended.code(), ended.toString());
    assertTrue(ended.errors().contains("error: pg3"), ended.toString());
    lab.shell("pg3", "timeout 40 flock /run/pgv/apply.lock true").expect(0);
  }

  @Test
  @Order(9)
  void isMendedByTheNextRunWhereverItIsKilled() throws InterruptedException {
    long seed = Long.getLong("pgv.seed", System.nanoTime());
    Random random = new Random(seed);
    System.out.println("killing apply " + KILLS + " times; -Dpgv.seed=" + seed);
    for (int kills = 0; kills < KILLS; ) {
      Run run = lab.install("apply");
      if (run.ends(Duration.ofMillis(2_000 + random.nextInt(12_000)))) {
        run.end().expect(0);
        lab.install("uninstall", "--purge-data", "--confirm", "demo").end().expect(0);
        continue;
      }
      run.kill();
      run.end();
      kills++;
    }
  }

  @Test
  @Order(10)
  void endsInARunningService() {
    lab.install("apply").end().expect(0);

    Cluster cluster = lab.cluster();
    assertTrue(cluster.isWhole(), cluster.toString());
    assertEquals(1, cluster.withRole("Leader"), cluster.toString());
    assertEquals(2, cluster.withRole("Quorum Standby"), cluster.toString());
    String dynamic = lab.shell("pg1", "patronictl -c " + lab.patroni() + " show-config").output();
    assertTrue(dynamic.contains("synchronous_mode: quorum"), dynamic);
  }

  /** Every command of the how-to as it is written, one after the other, in one shell. */
  @Test
  @Order(11)
  void whatTheHowToSaysIsTrue() throws IOException {
    List<WrittenCommands.Done> done = WrittenCommands.of("install-at-a-site.md").run(lab);

    for (WrittenCommands.Done one : done) {
      String command = one.command();
      if (command.startsWith("sqv ") || command.startsWith("gpgv ")) {
        assertTrue(one.output().contains(lab.fingerprint()), one.toString());
      } else if (command.startsWith("find ") || command.startsWith("{ ")) {
        assertEquals("", one.output(), one.toString());
      } else {
        assertEquals(0, one.code(), one.toString());
      }
    }
    assertEquals(
        List.of("init", "check", "plan", "apply", "status"),
        done.stream()
            .filter(one -> one.command().startsWith("../pgv"))
            .map(one -> one.command().replaceAll("^[^ ]+ ([a-z]+).*", "$1"))
            .toList());
  }

  /** Debian 13 has sqv alone; whichever there is must do. */
  @Test
  @Order(11)
  void everyHostHasWhatABundleIsCheckedWith() throws IOException {
    String files =
        lab.shell(
                "admin",
                "tar -c -C '%s' SHA256SUMS SHA256SUMS.asc keys | gzip | base64 -w 0"
                    .formatted(lab.bundle()))
            .expect(0)
            .output();
    List<String> checks =
        WrittenCommands.of("install-at-a-site.md").commands().stream()
            .filter(command -> command.contains("SHA256SUMS.asc SHA256SUMS |"))
            .toList();
    StringBuilder script = new StringBuilder("set -eu; cd \"$(mktemp -d)\"\n");
    script.append("echo ").append(files.strip()).append(" | base64 -d | tar -xz\n");
    script.append("fingerprint=").append(lab.fingerprint()).append('\n');
    for (String check : checks) {
      String program = check.substring(0, check.indexOf(' '));
      script.append("! command -v ").append(program).append(" || ").append(check).append('\n');
    }
    for (String host : Lab.HOSTS) {
      Run.Ended ended = lab.shell(host, script.toString()).expect(0);

      assertTrue(ended.output().contains(lab.fingerprint()), ended.toString());
    }
  }

  @Test
  @Order(12)
  void changesNothingWhenRunAgain() {
    Run.Ended again = lab.install("apply").end().expect(0);

    assertTrue(again.output().contains("nothing"), again.toString());
    lab.install("plan", "--check").end().expect(0);
  }

  @Test
  @Order(13)
  void leavesAllMembersWithTheSamePackages() {
    String one = HostState.packages(lab, "pg1");

    assertEquals(one, HostState.packages(lab, "pg2"));
    assertEquals(one, HostState.packages(lab, "pg3"));
    assertFalse(one.lines().anyMatch(line -> !line.startsWith("ii")), one);
    assertEquals(HostState.units(lab, "pg1"), HostState.units(lab, "pg2"));
  }

  private String installedHere(String host) {
    return lab.shell(host, "dpkg-query -W etcd-server patroni 2>/dev/null").output();
  }

  @Test
  @Order(14)
  void everyHostIsHealthyToSystemd() {
    for (String host : Lab.HOSTS) {
      Run.Ended state = lab.shell(host, "systemctl is-system-running; systemctl --failed --plain");

      assertEquals(Optional.of("running"), state.output().lines().findFirst(), state.toString());
    }
  }
}
