package org.pgv.installer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.sandbox.Sandbox.Member;

class ControlGroupsTest {
  private final Path folder;
  private final Sandbox sandbox = SandboxTest.demo("10.77.0.0/24", "a,b");
  private final Member a = sandbox.members().getFirst();
  private final Member b = sandbox.members().getLast();

  ControlGroupsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void makesAGroupInEachHierarchyThatSystemdUses() throws IOException {
    List<Path> groups = groups().make(sandbox, a);

    assertEquals(
        List.of(
            folder.resolve("systemd/pgv-sandbox/demo/a"),
            folder.resolve("unified/pgv-sandbox/demo/a")),
        groups);
    assertTrue(Files.isDirectory(groups.getFirst()));
  }

  @Test
  void leavesNoGroupBehindAfterTheLastHost() throws IOException {
    ControlGroups groups = groups();
    groups.make(sandbox, a);
    groups.make(sandbox, b);
    Files.createDirectories(folder.resolve("systemd/pgv-sandbox/demo/a/payload/system.slice"));

    groups.remove(sandbox, a);
    assertTrue(Files.isDirectory(folder.resolve("systemd/pgv-sandbox/demo/b")));
    groups.remove(sandbox, b);

    assertFalse(Files.exists(folder.resolve("systemd/pgv-sandbox")));
    assertTrue(Files.isDirectory(folder.resolve("systemd")));
  }

  @Test
  void makesNoneWhereSystemdRunsTheMachine() throws IOException {
    ControlGroups groups = new ControlGroups(mounts(), folder);

    assertEquals(List.of(), groups.make(sandbox, a));
  }

  private ControlGroups groups() throws IOException {
    return new ControlGroups(mounts(), folder.resolve("no-systemd"));
  }

  private Path mounts() throws IOException {
    String form = "cgroup %s %s rw,relatime%s 0 0\n";
    return Files.writeString(
        folder.resolve("mounts"),
        form.formatted(folder.resolve("cpu"), "cgroup", ",cpu")
            + form.formatted(folder.resolve("systemd"), "cgroup", ",name=systemd")
            + form.formatted(folder.resolve("unified"), "cgroup2", ""));
  }
}
