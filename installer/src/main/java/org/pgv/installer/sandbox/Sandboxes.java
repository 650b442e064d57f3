package org.pgv.installer.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pgv.installer.sandbox.Cables.End;
import org.pgv.installer.sandbox.Sandbox.Member;
import org.pgv.manifests.console.PrivateFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.problem.Spelling;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Network;

/** The sandboxes of this machine. */
public final class Sandboxes {
  private static final String ROOTS = ".roots";
  private static final String LOCK = ".lock";

  private final Path home;
  private final Commands commands;
  private final Requirements requirements;
  private final Reporter reporter;
  private final Cables cables;
  private final HostPower power;
  private final BaseRoot base;
  private final SandboxMaker maker;

  /**
   * @param home the folder that holds everything that is kept of sandboxes
   */
  public Sandboxes(Path home, Reporter reporter) {
    this(home, reporter, new LocalCommands(), Requirements.ofProcess());
  }

  Sandboxes(Path home, Reporter reporter, Commands commands, Requirements requirements) {
    this.home = home.toAbsolutePath();
    this.commands = commands;
    this.requirements = requirements;
    this.reporter = reporter;
    this.cables = new Cables(commands);
    ControlGroups groups =
        new ControlGroups(Path.of("/proc/self/mounts"), Path.of("/run/systemd/system"));
    this.power = new HostPower(commands, new Processes(Path.of("/proc")), cables, groups);
    this.base = new BaseRoot(commands, this.home.resolve(ROOTS), reporter);
    this.maker = new SandboxMaker(commands, reporter, cables, power, base);
  }

  /** What a new sandbox shall be like. */
  public record Wish(HostName name, Network network, String domain, List<HostName> hosts) {
    public Wish {
      hosts = List.copyOf(hosts);
    }
  }

  /** A host as {@code list} shows it. */
  public record Row(String sandbox, String host, String address, boolean on, List<String> cutFrom) {
    public Row {
      cutFrom = List.copyOf(cutFrom);
    }
  }

  /** Makes a sandbox, finishes a half-made one, or switches on the hosts of one that is there. */
  public void up(Wish wish, BundleRepository repository) throws IOException {
    requirements.check(home, wish.hosts().size(), RootMaker.of(repository.family()).programs());
    try (FileChannel channel = lockFile();
        FileLock _ = locked(channel)) {
      base.make(repository);
      maker.up(sandbox(wish, BaseRoot.name(repository)), folder(wish.name()));
      base.forgetAllBut(rootsInUse());
    }
  }

  /** The same with hosts of a file system that somebody else has made. */
  public void up(Wish wish, GivenRoot root) throws IOException {
    requirements.check(home, wish.hosts().size(), Map.of());
    try (FileChannel channel = lockFile();
        FileLock _ = locked(channel)) {
      maker.up(sandbox(wish, root.folder().toString()), folder(wish.name()));
    }
  }

  private static Sandbox sandbox(Wish wish, String root) {
    return Sandbox.of(wish.name(), wish.network(), wish.domain(), root, wish.hosts());
  }

  /** Takes a sandbox away; nothing of it is left. Returns whether there was one. */
  public boolean down(HostName name) throws IOException {
    requirements.checkUser();
    try (FileChannel channel = lockFile();
        FileLock _ = locked(channel)) {
      SandboxFolder folder = folder(name);
      if (folder.read().isEmpty()) {
        return false;
      }
      maker.down(folder.read().get(), folder);
      return true;
    }
  }

  public List<Row> list() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (HostName name : names()) {
      SandboxFolder folder = folder(name);
      folder.read().ifPresent(sandbox -> sandbox.members().forEach(m -> rows.add(row(sandbox, m))));
    }
    return rows;
  }

  /** Cuts a host's power, or boots it again on the disk it had. */
  public void power(HostName name, String host, boolean on) throws IOException {
    Sandbox sandbox = sandbox(name);
    Member member = member(sandbox, host);
    if (!on) {
      power.off(sandbox, folder(name), member);
      return;
    }
    power.on(sandbox, folder(name), base.path(sandbox.root()), member);
    maker.await(sandbox, folder(name), member);
  }

  /** Drops what the first sends to the second, and unless {@code oneWay} the other way as well. */
  public void cut(HostName name, String from, String to, boolean oneWay) {
    Sandbox sandbox = sandbox(name);
    cables.cut(sandbox, end(sandbox, from), end(sandbox, to));
    if (!oneWay) {
      cables.cut(sandbox, end(sandbox, to), end(sandbox, from));
    }
  }

  /** Mends what {@link #cut} did, in both directions. */
  public void heal(HostName name, String a, String b) {
    Sandbox sandbox = sandbox(name);
    cables.heal(sandbox, end(sandbox, a), end(sandbox, b));
    cables.heal(sandbox, end(sandbox, b), end(sandbox, a));
  }

  /**
   * Runs a command on a host, or in the namespace that sees only the hosts, with this process's
   * terminal; returns its exit code. Without a command it is a shell.
   */
  public int exec(HostName name, String where, List<String> command, boolean terminal) {
    Sandbox sandbox = sandbox(name);
    if (where.equals(Sandbox.ADMIN)) {
      return commands.attached(AdminRoom.command(sandbox, folder(name), command));
    }
    Member member = member(sandbox, where);
    return commands.attached(Ssh.command(sandbox, folder(name), member, command, terminal));
  }

  private Row row(Sandbox sandbox, Member member) {
    List<String> cutFrom = new ArrayList<>();
    List<String> others = new ArrayList<>(List.of(Sandbox.ADMIN));
    sandbox.members().forEach(m -> others.add(m.name().text()));
    others.remove(member.name().text());
    for (String other : others) {
      if (cables.isCut(sandbox, end(sandbox, other), new End.Host(member))) {
        cutFrom.add(other);
      }
    }
    boolean on = power.isOn(folder(sandbox.name()), member);
    return new Row(
        sandbox.name().text(), member.name().text(), sandbox.address(member).text(), on, cutFrom);
  }

  private End end(Sandbox sandbox, String name) {
    return name.equals(Sandbox.ADMIN) ? new End.Admin() : new End.Host(member(sandbox, name));
  }

  private Member member(Sandbox sandbox, String host) {
    return sandbox
        .member(host)
        .orElseThrow(
            () -> {
              List<String> known = new ArrayList<>(List.of(Sandbox.ADMIN));
              sandbox.members().forEach(m -> known.add(m.name().text()));
              String what = "sandbox '" + sandbox.name() + "' has no host '" + host + "'";
              return new Refusal(
                  ExitCode.USAGE, new Problem("sandbox", what, Spelling.hint(host, known)));
            });
  }

  private Sandbox sandbox(HostName name) {
    requirements.checkUser();
    return folder(name)
        .read()
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.USAGE,
                    new Problem(
                        "sandbox",
                        "there is no sandbox '" + name + "'",
                        "'pgv-install sandbox list' shows those there are, and 'pgv-install"
                            + " sandbox up --help' how to make one")));
  }

  private SandboxFolder folder(HostName name) {
    return new SandboxFolder(home.resolve(name.text()));
  }

  private List<HostName> names() throws IOException {
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(home)) {
      return folders
          .map(folder -> String.valueOf(folder.getFileName()))
          .filter(name -> !name.startsWith("."))
          .sorted()
          .map(HostName::new)
          .toList();
    }
  }

  private Set<String> rootsInUse() throws IOException {
    Set<String> used = new LinkedHashSet<>();
    for (HostName name : names()) {
      folder(name).read().ifPresent(sandbox -> used.add(sandbox.root()));
    }
    return used;
  }

  private FileChannel lockFile() throws IOException {
    PrivateFile.folder(home);
    return FileChannel.open(
        home.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private FileLock locked(FileChannel channel) {
    try {
      FileLock free = channel.tryLock();
      if (free != null) {
        return free;
      }
      reporter.say("another sandbox is being made or taken down: waiting for that");
      return channel.lock();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
