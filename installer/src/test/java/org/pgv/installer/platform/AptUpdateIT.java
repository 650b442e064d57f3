package org.pgv.installer.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.local.LocalHost;
import org.pgv.manifests.value.HostName;

/** This machine's own apt, in a root of its own. */
class AptUpdateIT {
  /** As an apt that a timer started, which is done after three seconds. */
  private static final String ANOTHER =
      """
      import fcntl, sys, time
      with open(sys.argv[1], "w") as lock:
          fcntl.lockf(lock, fcntl.LOCK_EX)
          print("locked", flush=True)
          time.sleep(3)
      """;

  @Test
  void waitsForAnotherAptAndSaysSo(@TempDir Path root) throws IOException {
    Path lists = Files.createDirectories(root.resolve("var/lib/apt/lists/partial")).getParent();
    Files.createDirectories(root.resolve("var/cache/apt/archives/partial"));
    Files.createDirectories(root.resolve("etc/apt/apt.conf.d"));
    Path settings = root.resolve("apt.conf");
    Files.writeString(settings, "Dir \"" + root + "\";\n");
    Path another = root.resolve("another.py");
    Files.writeString(another, ANOTHER);
    String script =
        PackageManager.functions()
            + """
            export APT_CONFIG=%s LC_ALL=C
            python3 %s %s/lock >%s/said &
            until [ -s %s/said ]; do sleep 0.1; done
            apt_update
            """
                .formatted(settings, another, lists, root, root);

    try (Host host = LocalHost.ofProcess(new HostName("here"))) {
      Exit exit = host.run(Command.script(script, Duration.ofMinutes(1)));

      Exit.Code ended = assertInstanceOf(Exit.Code.class, exit, exit::story);
      assertEquals(0, ended.number(), exit::story);
      assertTrue(ended.output().contains("another apt is at work"), ended.output());
    }
  }
}
