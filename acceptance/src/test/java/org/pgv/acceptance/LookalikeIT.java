package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The life of a service on hosts with real rpm and dnf, which look like EL 9 from outside, beside
 * that of the other lab: both wait most of the time.
 */
@ExtendWith(Lab.SharedLookalike.class)
class LookalikeIT {
  private static final int DRIFT = 8;

  /** Nobody but who is named: not whom a gate of ours might ask as, either. */
  private static final String ACCESS =
      "    access: [{ roles: [app_owner], databases: [app], from: [routers] }]\n";

  private final Lab lab;

  LookalikeIT(Lab lab) {
    this.lab = lab;
  }

  @Test
  @Order(1)
  void hostsSayThatTheyAreALookalikeAndAreHealthy() throws IOException {
    // A proxy for all: the site's repository is reached past it.
    lab.shell("pg3", "echo proxy=http://192.0.2.1:3128 >>/etc/dnf/dnf.conf").expect(0);
    for (String host : Lab.HOSTS) {
      Run.Ended said =
          lab.shell(
              host,
              "systemctl is-system-running --wait; . /etc/os-release; echo $ID; rpm -V dnf rpm");

      assertEquals("running\nel9-lookalike\n", said.output(), said.toString());
      Snapshots.take(lab, host);
    }
  }

  @Test
  @Order(2)
  void aHostsOwnDnfSaysWhyItCouldNotInstall() {
    lab.shell("pg2", "echo 'excludepkgs=patroni' >>/etc/dnf/dnf.conf").expect(0);
    try {
      Run.Ended refused = lab.install("check").end();

      assertNotEquals(0, refused.code(), refused.toString());
      assertTrue(refused.all().contains("closure"), refused.toString());
      assertTrue(refused.all().contains("patroni"), refused.toString());
    } finally {
      lab.shell("pg2", "sed -i /excludepkgs/d /etc/dnf/dnf.conf").expect(0);
    }
    lab.install("check").end().expect(0);
  }

  @Test
  @Order(3)
  void endsInARunningServiceAndChangesNothingWhenRunAgain() throws IOException {
    Files.writeString(lab.site(), ACCESS, StandardOpenOption.APPEND);

    lab.install("apply").end().expect(0);

    Cluster cluster = lab.cluster();
    assertTrue(cluster.isWhole(), cluster.toString());
    assertEquals(2, cluster.withRole("Quorum Standby"), cluster.toString());
    lab.install("plan", "--check").end().expect(0);
  }

  @Test
  @Order(4)
  void everyPackageIsSignedAndComesFromTheSiteOnly() {
    for (String host : Lab.HOSTS) {
      Run.Ended said =
          lab.shell(
              host,
              "dnf --quiet repolist | sed '1d;s/ .*//'; dnf --quiet --refresh check-update;"
                  + " rpm -qa --qf '%{NAME} %{RSAHEADER:pgpsig}\\n' | grep -v ^gpg-pubkey"
                  + " | grep -c none");

      assertEquals("pgv\n0\n", said.output(), said.toString());
    }
  }

  /** As on EL, firewalld runs here from the start. */
  @Test
  @Order(5)
  void firewalldLetsInExactlyTheDeclaredTableAndAPortOpenedByHandIsClosedAgain()
      throws IOException {
    Doors doors = new Doors(lab);
    assertEquals(String.join("\n", doors.declared()), String.join("\n", doors.found()));

    lab.shell("pg2", "firewall-cmd --zone=pgv --add-port=8080/tcp").expect(0);
    lab.shell("pg3", "firewall-cmd --zone=internal --add-source=192.0.2.0/24").expect(0);
    Run.Ended plan = lab.install("plan", "--check").end().expect(DRIFT);
    lab.install("apply").end().expect(0);

    assertTrue(plan.output().contains("+ tcp dport 8080 accept"), plan.toString());
    assertTrue(plan.output().contains("+ ip saddr 192.0.2.0/24"), plan.toString());
    lab.install("plan", "--check").end().expect(0);
  }

  @Test
  @Order(6)
  void losingThePrimarysHostLosesNoRowAndItComesBackByItself()
      throws IOException, InterruptedException {
    new Clients(lab).losePrimarysHost();
  }

  @Nested
  @Order(0)
  @Execution(ExecutionMode.SAME_THREAD)
  class Absent extends AbsentHostTests {
    Absent() {
      super(lab);
    }
  }

  @Nested
  @Order(1)
  @Execution(ExecutionMode.SAME_THREAD)
  class ByHand extends ByHandTests {
    ByHand() {
      super(lab);
    }
  }

  @Nested
  @Order(2)
  @Execution(ExecutionMode.SAME_THREAD)
  class Backups extends BackupTests {
    Backups() {
      super(lab);
    }
  }

  @Nested
  @Order(3)
  @Execution(ExecutionMode.SAME_THREAD)
  class Restarted extends RestartTests {
    Restarted() {
      super(lab);
    }
  }

  @Nested
  @Order(4)
  @Execution(ExecutionMode.SAME_THREAD)
  class Failing extends FailingUnitTests {
    Failing() {
      super(lab);
    }
  }

  @Nested
  @Order(5)
  @Execution(ExecutionMode.SAME_THREAD)
  class Uninstalled {
    @Test
    void uninstallPutsBackTheDistributionsRepositoriesAndEveryOtherFile() throws IOException {
      lab.install("uninstall", "--confirm", "demo").end().expect(0);

      for (String host : Lab.HOSTS) {
        assertEquals(List.of(), Snapshots.changed(lab, host), host);
        Run.Ended repositories = lab.shell(host, "dnf --quiet repolist | sed '1d;s/ .*//'");
        assertEquals("baseos\n", repositories.output(), repositories.toString());
        Run.Ended zones = lab.shell(host, "firewall-cmd --get-zones");
        assertFalse(zones.output().contains("pgv"), zones.toString());
      }
    }
  }
}
