package org.pgv.mirror.universe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.problem.Spelling;
import org.pgv.mirror.rpm.Nevra;
import org.pgv.mirror.rpm.RpmDependency;
import org.pgv.mirror.rpm.RpmField;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.rpm.repomd.ModuleStream;
import org.pgv.mirror.rpm.repomd.Modules;

/**
 * Hides what modularity hides, as dnf does: packages of streams that are not active, and packages
 * outside modules that have, or provide, the name of one in an active stream.
 */
public final class ModularFilter implements Predicate<RpmPackage> {
  private final List<ModuleStream> streams = new ArrayList<>();
  private final Map<String, String> active = new HashMap<>();
  private final Set<Nevra> shown = new HashSet<>();
  private final Set<Nevra> hidden = new HashSet<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> hotfixes;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param modules of every repository that has some
   * @param enabled {@code NAME:STREAM} that are active besides, or instead of, the default streams
   * @param disabled modules of which no stream is active
   * @param hotfixes repositories, by origin, of which every package is shown ({@code
   *     module_hotfixes} of dnf.conf(5))
   * @throws Refusal where a stream does not exist, contradicts another or lacks one it needs
   */
  public ModularFilter(
      List<Modules> modules, List<String> enabled, List<String> disabled, Set<String> hotfixes) {
    this.hotfixes = Set.copyOf(hotfixes);
    modules.forEach(one -> streams.addAll(one.streams()));
    modules.forEach(one -> active.putAll(one.defaults()));
    active.keySet().removeAll(disabled);
    Set<String> chosen = new HashSet<>();
    enabled.forEach(id -> enable(id, chosen));
    enableNeeded();
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.FAILED, problems);
    }
    streams.forEach(this::sort);
  }

  private void enable(String id, Set<String> chosen) {
    List<String> known = streams.stream().map(ModuleStream::id).distinct().toList();
    if (!known.contains(id)) {
      problem(id, "no repository has this module stream", Spelling.hint(id, known));
      return;
    }
    int colon = id.indexOf(':');
    String module = id.substring(0, colon);
    String stream = id.substring(colon + 1);
    String other = active.put(module, stream);
    if (!chosen.add(module) && !stream.equals(other)) {
      problem(id, "only one stream of a module can be active, and " + other + " is, too", "");
    }
  }

  /** What active streams need is active with them; where they leave a choice, a person decides. */
  private void enableNeeded() {
    int before = -1;
    while (before != active.size()) {
      before = active.size();
      for (ModuleStream stream : streams) {
        if (isActive(stream)) {
          stream.needs().forEach(need -> enableNeeded(stream, need));
        }
      }
    }
  }

  private void enableNeeded(ModuleStream by, ModuleStream.Need need) {
    String there = active.get(need.module());
    if (there == null && need.streams().size() == 1) {
      active.put(need.module(), need.streams().getFirst());
    } else if (there == null) {
      problem(by.id(), "needs the module " + need.module(), "enable one of " + need.streams());
    } else if (!need.streams().isEmpty() && !need.streams().contains(there)) {
      String what = "needs " + need.module() + " in one of " + need.streams();
      problem(by.id(), what + ", and " + there + " is active", "");
    }
  }

  private void problem(String where, String what, String hint) {
    Problem problem = new Problem("modules: " + where, what, hint);
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  private boolean isActive(ModuleStream stream) {
    return stream.stream().equals(active.get(stream.module()));
  }

  private void sort(ModuleStream stream) {
    if (isActive(stream)) {
      shown.addAll(stream.artifacts());
      stream.artifacts().forEach(artifact -> names.add(artifact.name()));
    } else {
      hidden.addAll(stream.artifacts());
    }
  }

  /** Whether a package is hidden. */
  @Override
  public boolean test(RpmPackage metadata) {
    if ((hidden.isEmpty() && shown.isEmpty()) || hotfixes.contains(metadata.origin())) {
      return false;
    }
    Nevra nevra = metadata.nevra();
    if (shown.contains(nevra)) {
      return false;
    }
    return hidden.contains(nevra)
        || names.contains(nevra.name())
        || (!names.isEmpty() && providesShown(metadata));
  }

  private boolean providesShown(RpmPackage metadata) {
    return metadata.relations(RpmField.PROVIDES).stream()
        .map(RpmDependency::name)
        .anyMatch(names::contains);
  }
}
