package org.pgv.mirror.upstream;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pgv.manifests.manifest.AptSuites;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.manifest.Repodata;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.problem.Spelling;

/**
 * The order in which mirrors are asked: those a person named for this run, those of the
 * configuration, then this machine's own apt sources, then the manifest's, then those that a
 * repository's own list names. A mirror needs no trust, because everything it sends is checked.
 */
public final class MirrorChoice {
  private final Map<String, URI> named;
  private final Map<String, URI> configured;
  private final List<AptSource> own;
  private final Map<String, List<Mirror>> listed;

  /**
   * @param named by repository, for this run
   * @param configured by repository, for every target built on this machine
   */
  public MirrorChoice(Map<String, URI> named, Map<String, URI> configured, List<AptSource> own) {
    this(named, configured, own, Map.of());
  }

  private MirrorChoice(
      Map<String, URI> named,
      Map<String, URI> configured,
      List<AptSource> own,
      Map<String, List<Mirror>> listed) {
    this.named = new TreeMap<>(named);
    this.configured = new TreeMap<>(configured);
    this.own = List.copyOf(own);
    this.listed = new TreeMap<>(listed);
  }

  /**
   * The same choice with more mirrors behind all others.
   *
   * @param lists by repository
   */
  public MirrorChoice and(Map<String, List<Mirror>> lists) {
    return new MirrorChoice(named, configured, own, lists);
  }

  /** Refuses mirrors that were named for repositories that are not there. */
  public void mustFit(List<PackageRepository> repositories) {
    List<String> known = repositories.stream().map(PackageRepository::name).toList();
    for (String name : named.keySet()) {
      if (!known.contains(name)) {
        throw new Refusal(
            ExitCode.USAGE,
            new Problem(
                "--mirror " + name, "no repository has this name", Spelling.hint(name, known)));
      }
    }
  }

  /** The mirrors of a repository, each once. */
  public List<Mirror> of(PackageRepository repository) {
    List<Mirror> all = new ArrayList<>();
    URI chosen = named.get(repository.name());
    if (chosen != null) {
      all.add(new Mirror(chosen, "named for this build"));
    }
    URI usual = configured.get(repository.name());
    if (usual != null) {
      all.add(new Mirror(usual, "mirrors.yaml's"));
    }
    all.addAll(own(repository));
    for (URI address : repository.mirrors()) {
      all.add(new Mirror(address, "the manifest's"));
    }
    all.addAll(listed.getOrDefault(repository.name(), List.of()));
    Set<URI> seen = new HashSet<>();
    return all.stream().filter(mirror -> seen.add(mirror.address())).toList();
  }

  private List<Mirror> own(PackageRepository repository) {
    return switch (repository.content()) {
      case AptSuites suites ->
          own.stream()
              .filter(source -> suites.archive().filter(source.archive()::equals).isPresent())
              .map(source -> new Mirror(source.address(), "this machine's apt source"))
              .toList();
      case Repodata _ -> List.of();
    };
  }
}
