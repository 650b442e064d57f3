package org.pgv.installer.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Managed;
import org.pgv.installer.probe.Managed.ManagedPath;
import org.pgv.installer.probe.Managed.PathState;
import org.pgv.installer.probe.Managed.UnitState;
import org.pgv.installer.resource.Absent;
import org.pgv.installer.resource.CopiedFile;
import org.pgv.installer.resource.Correction;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedBlock;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.PackageSet;
import org.pgv.installer.resource.PackageSet.PackageVersion;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Ruleset;
import org.pgv.installer.resource.Script;
import org.pgv.installer.resource.Tree;
import org.pgv.installer.resource.Unit;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Sha256;

/** What one resource takes on one host, whose facts these are. */
final class HostPlanner {
  private static final Set<String> NOT_AT_BOOT = Set.of("", "disabled", "masked", "bad");

  private final HostName host;
  private final HostFacts facts;
  private final Managed managed;
  private final Set<Sha256> rewritten = new HashSet<>();

  HostPlanner(HostFacts facts) {
    this.host = facts.host();
    this.facts = facts;
    this.managed = facts.managed();
  }

  /** The step that makes it so; empty where it is so. */
  Optional<Step> step(Resource resource) {
    return switch (resource) {
      case PackageSet set -> packages(set);
      case Directory directory -> directory(directory);
      case ManagedFile file -> file(file);
      case ManagedBlock block -> block(block);
      case CopiedFile file -> copied(file);
      case Tree tree -> tree(tree);
      case Unit unit -> unit(unit);
      case Script script -> script(script);
      case Ruleset rules -> rules(rules);
      case Correction correction -> Optional.of(new Step.Correct(host, correction));
      case Absent absent -> absent(absent);
    };
  }

  private Optional<Step> packages(PackageSet set) {
    List<PackageVersion> missing =
        set.packages().stream()
            .filter(p -> !facts.software().version(p.name()).equals(Optional.of(p.version())))
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(new Step.InstallPackages(host, set.name(), set.manager(), missing));
  }

  private Optional<Step> directory(Directory directory) {
    return state(directory.path()) instanceof PathState.Folder(var owner)
            && same(owner, directory.ownership())
        ? Optional.empty()
        : Optional.of(new Step.MakeDirectory(host, directory));
  }

  private Optional<Step> file(ManagedFile file) {
    if (isThere(file.path(), file.content().digest(), file.ownership())) {
      return Optional.empty();
    }
    rewritten.add(file.content().digest());
    return Optional.of(new Step.WriteFile(host, file));
  }

  private Optional<Step> copied(CopiedFile file) {
    return isThere(file.path(), file.digest(), file.ownership())
        ? Optional.empty()
        : Optional.of(new Step.CopyFile(host, file));
  }

  private boolean isThere(String path, Sha256 content, Ownership ownership) {
    return state(path) instanceof PathState.RegularFile(var digest, var owner)
        && digest.equals(content)
        && same(owner, ownership);
  }

  private Optional<Step> block(ManagedBlock block) {
    Optional<Sha256> there =
        managed.block(block.path(), block.name()).flatMap(Managed.Block::digest);
    return there.equals(Optional.of(Sha256.of(block.text())))
        ? Optional.empty()
        : Optional.of(new Step.WriteBlock(host, block));
  }

  private Optional<Step> tree(Tree tree) {
    boolean there = state(tree.path()) instanceof PathState.Folder;
    return there && runsWith(Stamps.tree(tree.path()), tree.digest())
        ? Optional.empty()
        : Optional.of(new Step.CopyTree(host, tree));
  }

  private Optional<Step> script(Script script) {
    return runsWith(Stamps.script(script.id()), script.digest())
            && script.traces().stream().allMatch(this::isUntouched)
        ? Optional.empty()
        : Optional.of(new Step.RunScript(host, script));
  }

  private boolean isUntouched(String trace) {
    return switch (state(trace)) {
      case PathState.Missing() -> false;
      case PathState.RegularFile(var digest, var _) -> runsWith(Stamps.trace(trace), digest);
      case PathState.Folder _, PathState.Other _ -> true;
    };
  }

  private Optional<Step> rules(Ruleset rules) {
    ManagedFile file = rules.file();
    List<String> changes = facts.network().firewall().changes();
    boolean loaded = runsWith(Stamps.rules(file.path()), file.content().digest());
    return loaded
            && changes.isEmpty()
            && isThere(file.path(), file.content().digest(), file.ownership())
        ? Optional.empty()
        : Optional.of(new Step.LoadRules(host, rules, loaded ? changes : List.of()));
  }

  /** A path that was never recorded may be there: only the host can say, when it moves it. */
  private Optional<Step> absent(Absent absent) {
    ManagedPath recorded = managed.paths().get(absent.path());
    return recorded != null && recorded.state() instanceof PathState.Missing
        ? Optional.empty()
        : Optional.of(new Step.MoveAside(host, absent.path()));
  }

  private Optional<Step> unit(Unit unit) {
    UnitState state = managed.units().get(unit.name());
    return switch (unit.state()) {
      case STOPPED_AND_MASKED ->
          state != null && state.isMasked() && !state.isActive()
              ? Optional.empty()
              : Optional.of(new Step.MaskUnit(host, unit.name()));
      case RUNNING -> running(unit, state == null ? new UnitState("inactive", "") : state);
    };
  }

  private Optional<Step> running(Unit unit, UnitState state) {
    Sha256 runs = Stamps.all(unit.restartInputs());
    Sha256 loads = Stamps.all(unit.reloadInputs());
    boolean known = managed.stamps().containsKey(Stamps.unit(unit.name()));
    if (!state.isActive() || !runsWith(Stamps.unit(unit.name()), runs)) {
      boolean wasRunning = known && state.isActive();
      return Optional.of(new Step.RestartUnit(host, unit.name(), runs, loads, wasRunning));
    }
    // What somebody changed by hand may have been loaded since; a reload interrupts nobody.
    boolean changed = unit.reloadInputs().stream().anyMatch(rewritten::contains);
    if (changed || !runsWith(Stamps.reload(unit.name()), loads)) {
      return Optional.of(new Step.ReloadUnit(host, unit.name(), loads));
    }
    return NOT_AT_BOOT.contains(state.enabled())
        ? Optional.of(new Step.EnableUnit(host, unit.name()))
        : Optional.empty();
  }

  private boolean runsWith(String stamp, Sha256 wanted) {
    return wanted.equals(managed.stamps().get(stamp));
  }

  private PathState state(String path) {
    ManagedPath recorded = managed.paths().get(path);
    return recorded == null ? new PathState.Missing() : recorded.state();
  }

  private static boolean same(Managed.Owner owner, Ownership wanted) {
    return owner.user().equals(wanted.user())
        && owner.group().equals(wanted.group())
        && owner.mode().equals(wanted.mode());
  }
}
