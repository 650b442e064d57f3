package org.pgv.installer.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pgv.installer.sandbox.Commands.Outcome;
import org.pgv.installer.sandbox.Sandbox.Member;
import org.pgv.manifests.console.PrivateFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;

/** Puts the parts of a sandbox together, and takes them apart again. */
final class SandboxMaker {
  private static final Duration BOOT_LIMIT = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Set<String> BOOTED = Set.of("running", "degraded");

  private final Commands commands;
  private final Reporter reporter;
  private final Cables cables;
  private final HostPower power;
  private final BaseRoot base;
  private final Keys keys;
  private final AdminRoom adminRoom = new AdminRoom(Path.of("/etc/netns"));

  SandboxMaker(
      Commands commands, Reporter reporter, Cables cables, HostPower power, BaseRoot base) {
    this.commands = commands;
    this.reporter = reporter;
    this.cables = cables;
    this.power = power;
    this.base = base;
    this.keys = new Keys(commands);
  }

  /** Makes the sandbox, or what is missing of it; one that is half-made is begun again. */
  void up(Sandbox sandbox, SandboxFolder folder) throws IOException {
    Optional<Sandbox> there = folder.read();
    if (there.isPresent() && !Files.exists(folder.complete())) {
      reporter.say("sandbox '" + sandbox.name() + "' was left half-made: beginning again");
      down(there.get(), folder);
    } else if (there.isPresent() && !there.get().equals(sandbox)) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              "sandbox",
              "there is a sandbox '" + sandbox.name() + "' with other hosts, network or bundle",
              "take it down with 'pgv-install sandbox down --name "
                  + sandbox.name()
                  + "', or choose another --name"));
    }
    String task = "booting " + sandbox.members().size() + " hosts";
    reporter.report(new Event.Started(task, 0, Event.Unit.ITEMS));
    if (!Files.exists(folder.complete())) {
      cables.claim(sandbox);
      furnish(sandbox, folder);
    }
    adminRoom.write(sandbox);
    cables.layBridge(sandbox);
    Path root = base.path(sandbox.root());
    EachHost.of(
        sandbox,
        member -> {
          power.on(sandbox, folder, root, member);
          await(sandbox, folder, member);
        });
    reporter.report(new Event.Finished(task, "all answer, on " + sandbox.network()));
  }

  /** Takes everything away, whatever of it is there. */
  void down(Sandbox sandbox, SandboxFolder folder) throws IOException {
    endCommands(sandbox);
    EachHost.of(
        sandbox,
        member -> {
          power.off(sandbox, folder, member);
          power.unmount(folder, member);
        });
    cables.remove(sandbox);
    adminRoom.remove(sandbox);
    commands.must("rm", "-rf", "--one-file-system", folder.path().toString());
  }

  /** Waits until a host has booted and lets us in. */
  void await(Sandbox sandbox, SandboxFolder folder, Member member) {
    long end = System.nanoTime() + BOOT_LIMIT.toNanos();
    List<String> question =
        Ssh.command(
            sandbox, folder, member, List.of("systemctl", "is-system-running", "--wait"), false);
    Outcome answer = commands.run(question, "");
    while (!BOOTED.contains(answer.output().strip())) {
      if (System.nanoTime() > end) {
        throw new Refusal(
            ExitCode.FAILED,
            new Problem(
                member.name().text(),
                "did not boot within " + BOOT_LIMIT.toSeconds() + " s: " + said(answer),
                "its console is in " + folder.console(member)));
      }
      Pause.of(POLL);
      answer = commands.run(question, "");
    }
    if (!answer.good()) {
      reporter.report(
          new Event.Warned(
              new Problem(
                  member.name().text(),
                  "booted, but some of its units failed",
                  "see 'pgv-install sandbox exec " + member.name() + " systemctl --failed'")));
    }
  }

  private void furnish(Sandbox sandbox, SandboxFolder folder) throws IOException {
    folder.write(sandbox);
    PrivateFile.folder(folder.adminHome());
    keys.forAdmin(sandbox, folder);
    EachHost.of(
        sandbox,
        member -> {
          Path etc = Files.createDirectories(folder.upper(member).resolve("etc"));
          Files.writeString(etc.resolve("hostname"), member.name() + "\n");
          // Empty: it is made up at the first boot, and hosts of one root are not clones.
          Files.writeString(etc.resolve("machine-id"), "");
          Files.writeString(etc.resolve("hosts"), "127.0.0.1 localhost\n::1 localhost\n");
          keys.forHost(sandbox, folder, member);
        });
    keys.writeKnownHosts(sandbox, folder);
    Files.createFile(folder.complete());
  }

  /** Ends what still runs in the admin's namespace, such as a client that somebody left there. */
  private void endCommands(Sandbox sandbox) {
    List<Long> pids = cables.occupants(sandbox.adminNamespace());
    pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
    long end = System.nanoTime() + GRACE.toNanos();
    while (!pids.isEmpty() && System.nanoTime() < end) {
      Pause.of(POLL);
      pids = cables.occupants(sandbox.adminNamespace());
    }
    pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  private static String said(Outcome answer) {
    return (answer.output() + " " + answer.errors()).strip();
  }
}
