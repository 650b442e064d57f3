package org.pgv.installer.apply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Hold;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.Passage;
import org.pgv.installer.plan.Facts;
import org.pgv.installer.plan.SiteFacts;
import org.pgv.installer.plan.Stamps;
import org.pgv.installer.plan.Step;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Managed;
import org.pgv.installer.probe.Managed.Kind;
import org.pgv.installer.probe.Managed.ManagedPath;
import org.pgv.installer.probe.Managed.Owner;
import org.pgv.installer.probe.Managed.PathState;
import org.pgv.installer.probe.Managed.UnitState;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Sha256;

/** Hosts in memory: steps change them, facts tell of them, and one step can be made to fail. */
final class FakeSite implements StepRunner {
  final List<String> done = new ArrayList<>();
  final List<String> asked = new ArrayList<>();
  private final Map<HostName, FakeHost> hosts = new LinkedHashMap<>();
  private final AtomicInteger steps = new AtomicInteger();
  private int failAt = Integer.MAX_VALUE;
  private boolean gatesOpen = true;

  FakeSite(String... names) {
    for (String name : names) {
      hosts.put(new HostName(name), new FakeHost(new HostName(name)));
    }
  }

  /** The step with this number, counted from 0 over all hosts, fails; all before it are done. */
  void failAt(int step) {
    steps.set(0);
    failAt = step;
  }

  void mend() {
    failAt = Integer.MAX_VALUE;
  }

  void gatesOpen(boolean open) {
    gatesOpen = open;
  }

  Map<HostName, Host> hosts() {
    return Map.copyOf(hosts);
  }

  SiteFacts facts(boolean lastRunFinished) {
    return new SiteFacts(hosts.values().stream().map(FakeHost::facts).toList(), lastRunFinished);
  }

  @Override
  public synchronized Result run(Host host, List<Step> batch) {
    for (int i = 0; i < batch.size(); i++) {
      if (steps.getAndIncrement() >= failAt) {
        return new Result(i, new Exit.Code(1, "it broke\n", ""));
      }
      Objects.requireNonNull(hosts.get(host.name())).take(batch.get(i));
      done.add(host.name() + ": " + batch.get(i).title());
    }
    return new Result(batch.size(), new Exit.Code(0, "", ""));
  }

  /** What a host has on its disk, what runs on it, and what it remembers. */
  private final class FakeHost implements Host {
    private final HostName name;
    private final TreeMap<String, String> packages = new TreeMap<>();
    private final TreeMap<String, ManagedPath> paths = new TreeMap<>();
    private final Map<List<String>, Sha256> blocks = new LinkedHashMap<>();
    private final LinkedHashMap<String, UnitState> units = new LinkedHashMap<>();
    private final TreeMap<String, Sha256> stamps = new TreeMap<>();

    FakeHost(HostName name) {
      this.name = name;
    }

    HostFacts facts() {
      List<Managed.Block> known = new ArrayList<>();
      blocks.forEach(
          (key, digest) ->
              known.add(new Managed.Block(key.get(0), key.get(1), Optional.of(digest))));
      return Facts.of(
          name.text(), packages, new Managed(paths, known, units, stamps, Optional.empty()));
    }

    void take(Step step) {
      switch (step) {
        case Step.InstallPackages install ->
            install.packages().forEach(p -> packages.put(p.name(), p.version()));
        case Step.WriteFile(var _, var file) ->
            paths.put(
                file.path(),
                new ManagedPath(
                    Kind.FILE,
                    new PathState.RegularFile(file.content().digest(), owner(file.ownership()))));
        case Step.WriteBlock(var _, var block) ->
            blocks.put(List.of(block.path(), block.name()), Sha256.of(block.text()));
        case Step.MakeDirectory(var _, var directory) ->
            paths.put(
                directory.path(),
                new ManagedPath(
                    directory.holdsData() ? Kind.DATA : Kind.DIRECTORY,
                    new PathState.Folder(owner(directory.ownership()))));
        case Step.MoveAside(var _, String path) ->
            paths.put(path, new ManagedPath(Kind.ASIDE, new PathState.Missing()));
        case Step.CopyFile(var _, var file) ->
            paths.put(
                file.path(),
                new ManagedPath(
                    Kind.FILE, new PathState.RegularFile(file.digest(), owner(file.ownership()))));
        case Step.CopyTree(var _, var tree) -> {
          Owner root = owner(Ownership.ROOT);
          paths.put(tree.path(), new ManagedPath(Kind.TREE, new PathState.Folder(root)));
          stamps.put(Stamps.tree(tree.path()), tree.digest());
        }
        case Step.RestartUnit(var _, String unit, var runs, var loads, boolean _) -> {
          units.put(unit, new UnitState("active", "enabled"));
          stamps.put(Stamps.unit(unit), runs);
          stamps.put(Stamps.reload(unit), loads);
        }
        case Step.ReloadUnit(var _, String unit, var loads) ->
            stamps.put(Stamps.reload(unit), loads);
        case Step.EnableUnit(var _, String unit) ->
            units.put(unit, new UnitState("active", "enabled"));
        case Step.MaskUnit(var _, String unit) ->
            units.put(unit, new UnitState("inactive", "masked"));
        case Step.RunScript(var _, var script) -> {
          script.traces().forEach(path -> paths.put(path, trace()));
          stamps.put(Stamps.script(script.id()), script.digest());
        }
        case Step.LoadRules(var _, var rules, var _) -> {
          ManagedFile file = rules.file();
          paths.put(
              file.path(),
              new ManagedPath(
                  Kind.FILE,
                  new PathState.RegularFile(file.content().digest(), owner(file.ownership()))));
          stamps.put(Stamps.rules(file.path()), file.content().digest());
        }
        case Step.Perform _, Step.Correct _ -> {}
        case Step.RemoveFile(var _, String path) -> paths.remove(path);
        case Step.RemoveBlock(var _, String path, String block) ->
            blocks.remove(List.of(path, block));
        case Step.RestoreFile(var _, String path) -> paths.remove(path);
        case Step.RemoveDirectory(var _, String path, boolean _) -> paths.remove(path);
        case Step.RetireUnit(var _, String unit) -> {
          units.remove(unit);
          stamps.remove(Stamps.unit(unit));
          stamps.remove(Stamps.reload(unit));
        }
        case Step.Forget(var _, String stamp) -> stamps.remove(stamp);
        case Step.EraseRecord(var _, boolean keepsData) -> {
          paths.values().removeIf(path -> !keepsData || path.kind() != Kind.DATA);
          stamps.clear();
        }
      }
    }

    private static ManagedPath trace() {
      return new ManagedPath(Kind.TRACE, new PathState.Folder(owner(Ownership.ROOT)));
    }

    private static Owner owner(Ownership ownership) {
      return new Owner(ownership.user(), ownership.group(), ownership.mode());
    }

    @Override
    public HostName name() {
      return name;
    }

    /** Only gates come here: steps go to the runner. */
    @Override
    public Exit run(Command command) {
      asked.add(name.text());
      return new Exit.Code(gatesOpen ? 0 : 1, "not yet\n", "");
    }

    @Override
    public Exit runAnew(Command command) {
      return run(command);
    }

    @Override
    public Hold hold(Command command) {
      return new Hold.Holding("held", () -> {});
    }

    @Override
    public Passage connect(String machine, int port) {
      return new Passage.Closed("there is nothing else");
    }

    @Override
    public void close() {}
  }
}
