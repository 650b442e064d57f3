package org.pgv.installer.component.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.component.Topologies;
import org.pgv.installer.resource.Script;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.SiteHost;

/** Who makes databases and roles, run by a real shell beside a server that says what it is. */
class ContentsScriptTest {
  private static final Topology THREE = Topologies.ofExample("three-hosts");
  private static final Cluster MAIN = THREE.site().clusters().getFirst();
  private static final SiteHost FIRST = THREE.site().membersOf(MAIN).getFirst();

  private final Path folder;

  ContentsScriptTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aPrimaryMakesThem() throws Exception {
    assertEquals(0, run("t=0", FIRST.name().text()));

    assertTrue(Files.readString(folder.resolve("said")).contains("CREATE ROLE"));
  }

  /** Its data came from a backup, and Patroni has not made it the primary yet. */
  @Test
  void whoIsAboutToLeadMakesThemThen() throws Exception {
    assertEquals(0, run("t=3", ""));

    assertTrue(Files.readString(folder.resolve("said")).contains("CREATE ROLE"));
  }

  @Test
  void aReplicaLeavesThemToItsPrimary() throws Exception {
    assertEquals(0, run("t=100", "another"));

    assertTrue(Files.notExists(folder.resolve("said")));
  }

  @Test
  void whereNobodyComesToLeadItFails() throws Exception {
    assertNotEquals(0, run("t=100", ""));

    assertTrue(Files.notExists(folder.resolve("said")));
  }

  /**
   * @param recovery for how many questions the server is still a replica
   */
  private int run(String recovery, String leader) throws Exception {
    Script script = new ContentsScript(THREE, MAIN).correction(FIRST).orElseThrow().script();
    String around =
        """
        echo %1$s >%2$s/turns
        sleep() { :; }
        patronictl() { printf 'Cluster\\t%3$s\\thost\\tLeader\\n'; }
        runuser() {
          case $* in
            *pg_is_in_recovery*)
              . %2$s/turns
              if [ $t -gt 0 ]; then echo t; else echo f; fi
              echo t=$((t - 1)) >%2$s/turns
              ;;
            *) cat >%2$s/said ;;
          esac
        }
        """
            .formatted(recovery, folder, leader);
    Path input = Files.write(folder.resolve("input"), script.input().bytes());
    Process shell =
        new ProcessBuilder("sh", "-c", around + script.text())
            .redirectErrorStream(true)
            .redirectInput(input.toFile())
            .start();
    shell.getInputStream().transferTo(OutputStream.nullOutputStream());
    return shell.waitFor();
  }
}
