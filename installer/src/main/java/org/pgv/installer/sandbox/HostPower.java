package org.pgv.installer.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.installer.sandbox.Processes.Identity;
import org.pgv.installer.sandbox.Sandbox.Member;
import org.pgv.manifests.store.TextFiles;

/** Switches hosts on and cuts their power. */
final class HostPower {
  /** Moves the shell into the groups given before "--", then becomes what follows. */
  private static final String ENTER_GROUPS =
      "while [ \"$1\" != -- ]; do echo $$ > \"$1/cgroup.procs\"; shift; done; shift; exec \"$@\"";

  private final Commands commands;
  private final Processes processes;
  private final Cables cables;
  private final ControlGroups groups;

  HostPower(Commands commands, Processes processes, Cables cables, ControlGroups groups) {
    this.commands = commands;
    this.processes = processes;
    this.cables = cables;
    this.groups = groups;
  }

  boolean isOn(SandboxFolder folder, Member member) {
    return container(folder, member).filter(processes::alive).isPresent();
  }

  /** Boots a host that is off, on the disk it had. */
  void on(Sandbox sandbox, SandboxFolder folder, Path base, Member member) throws IOException {
    if (isOn(folder, member)) {
      return;
    }
    mount(folder, base, member);
    cables.plug(sandbox, member);
    List<Path> own = groups.make(sandbox, member);
    List<String> command = new ArrayList<>(List.of("sh", "-c", ENTER_GROUPS, "sh"));
    own.forEach(group -> command.add(group.toString()));
    command.add("--");
    command.addAll(nspawn(sandbox, folder, member, !own.isEmpty()));
    long pid =
        commands.start(
            command, Map.of("SYSTEMD_NSPAWN_API_VFS_WRITABLE", "network"), folder.console(member));
    Identity container =
        processes
            .find(pid)
            .orElseThrow(
                () -> new IOException(member.name() + " did not start: " + folder.console(member)));
    TextFiles.replace(folder.process(member), container.toString());
  }

  /**
   * Cuts a host's power: first the cable, so that no connection is closed in good order, then every
   * process at once. What was written to its disk stays.
   */
  void off(Sandbox sandbox, SandboxFolder folder, Member member) throws IOException {
    cables.pull(sandbox, member);
    // The kernel ends a pid namespace with its first process, so killing that one is enough; but a
    // run that was killed itself may not have written down which one it is.
    Optional<Identity> container = container(folder, member).filter(processes::alive);
    container.ifPresent(c -> processes.children(c).forEach(processes::kill));
    cables.occupants(sandbox.namespace(member)).stream()
        .flatMap(pid -> processes.find(pid).stream())
        .forEach(processes::kill);
    container.ifPresent(processes::kill);
    cables.unplug(sandbox, member);
    groups.remove(sandbox, member);
    Files.deleteIfExists(folder.process(member));
  }

  /** Takes a host's file system away; it must be off. */
  void unmount(SandboxFolder folder, Member member) {
    if (isMounted(folder, member)) {
      commands.must("umount", folder.root(member).toString());
    }
  }

  private void mount(SandboxFolder folder, Path base, Member member) throws IOException {
    if (isMounted(folder, member)) {
      return;
    }
    for (Path path : List.of(folder.upper(member), folder.work(member), folder.root(member))) {
      Files.createDirectories(path);
    }
    commands.must(
        "mount",
        "-t",
        "overlay",
        "overlay",
        "-o",
        "lowerdir=%s,upperdir=%s,workdir=%s"
            .formatted(base, folder.upper(member), folder.work(member)),
        folder.root(member).toString());
  }

  private boolean isMounted(SandboxFolder folder, Member member) {
    return commands.run("mountpoint", "-q", folder.root(member).toString()).good();
  }

  private static List<String> nspawn(
      Sandbox sandbox, SandboxFolder folder, Member member, boolean ownGroup) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "systemd-nspawn",
                "--quiet",
                "--boot",
                "--directory=" + folder.root(member),
                "--machine=" + member.name(),
                "--register=no",
                "--network-namespace-path=/run/netns/" + sandbox.namespace(member),
                "--capability=CAP_NET_ADMIN,CAP_SYS_TIME",
                "--resolv-conf=off"));
    if (ownGroup) {
      command.add("--keep-unit");
    }
    return command;
  }

  private Optional<Identity> container(SandboxFolder folder, Member member) {
    try {
      return Identity.parse(Files.readString(folder.process(member)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
