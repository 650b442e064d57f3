package org.pgv.builder.lock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pgv.manifests.konflux.RpmsLock;
import org.pgv.manifests.lock.PackageId;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.problem.Spelling;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.StrongDigest;
import org.pgv.manifests.value.Target;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.upstream.repomd.RepositoryIndex;

/** The packages of an {@code rpms.lock.yaml}, found again in the manifest's repositories. */
final class PinnedBuilds {
  /** Nothing is pinned. */
  static final PinnedBuilds NONE = new PinnedBuilds(List.of());

  private final List<RpmPackage> builds;
  private final Map<String, RpmPackage> byName = new TreeMap<>();

  private PinnedBuilds(List<RpmPackage> builds) {
    this.builds = List.copyOf(builds);
    builds.forEach(build -> byName.put(nameAndArchitecture(build), build));
  }

  /** Every package of the target; refuses a file that does not fit the repositories. */
  static PinnedBuilds find(RpmsLock lock, List<RepositoryIndex> repositories, Target target) {
    String name = target.architecture().rpm();
    RpmsLock.Architecture wanted =
        lock.find(name)
            .orElseThrow(
                () ->
                    new Refusal(
                        ExitCode.USAGE,
                        new Problem(
                            lock.place(),
                            "has no packages for " + name,
                            "it has: " + architectures(lock))));
    Search search = new Search(repositories);
    wanted.packages().forEach(search::add);
    if (!search.problems.isEmpty()) {
      throw new Refusal(ExitCode.USAGE, search.problems);
    }
    return new PinnedBuilds(search.found);
  }

  private static String architectures(RpmsLock lock) {
    return String.join(
        ", ", lock.architectures().stream().map(RpmsLock.Architecture::name).toList());
  }

  /** Whether another build of this name and architecture is the one to be used. */
  boolean hides(RpmPackage metadata) {
    RpmPackage pinned = byName.get(nameAndArchitecture(metadata));
    return pinned != null && !pinned.equals(metadata);
  }

  List<PackageId> ids() {
    return builds.stream().map(RpmOffers::idOf).toList();
  }

  private static String nameAndArchitecture(RpmPackage metadata) {
    return metadata.name() + "." + metadata.arch();
  }

  /** Looks packages up, and gathers what does not agree. */
  private static final class Search {
    private final Map<String, Map<Sha256, RpmPackage>> repositories = new TreeMap<>();
    private final Map<String, String> seen = new HashMap<>();
    private final List<RpmPackage> found = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    Search(List<RepositoryIndex> indices) {
      for (RepositoryIndex index : indices) {
        Map<Sha256, RpmPackage> packages = new HashMap<>();
        for (RpmPackage one : index.contents().packages().packages()) {
          one.digest().flatMap(StrongDigest::sha256).ifPresent(d -> packages.put(d, one));
        }
        repositories.put(index.repository().name(), packages);
      }
    }

    void add(RpmsLock.Listed listed) {
      Optional<String> repository = listed.file().repository();
      if (repository.isPresent() && !repositories.containsKey(repository.get())) {
        String known = Spelling.hint(repository.get(), repositories.keySet());
        report(listed, "the manifest has no repository '" + repository.get() + "'", known);
        return;
      }
      Optional<RpmPackage> metadata = find(listed);
      if (metadata.isEmpty()) {
        report(listed, absent(listed), "make the file anew, or lock without it");
      } else {
        compare(listed, metadata.get());
      }
    }

    private Optional<RpmPackage> find(RpmsLock.Listed listed) {
      return repositories.entrySet().stream()
          .filter(e -> listed.file().repository().map(e.getKey()::equals).orElse(true))
          .flatMap(e -> Optional.ofNullable(e.getValue().get(listed.file().sha256())).stream())
          .findFirst();
    }

    private String absent(RpmsLock.Listed listed) {
      String what = "no package with sha256 " + listed.file().sha256() + " is in ";
      String elsewhere =
          String.join(
              ", ",
              repositories.entrySet().stream()
                  .filter(e -> e.getValue().containsKey(listed.file().sha256()))
                  .map(Map.Entry::getKey)
                  .toList());
      return what
          + listed.file().repository().orElse("the manifest's repositories")
          + (elsewhere.isEmpty() ? "" : "; it is in " + elsewhere);
    }

    private void compare(RpmsLock.Listed listed, RpmPackage metadata) {
      RpmsLock.Build build = listed.build();
      differing(listed, "name", build.name(), metadata.name());
      differing(listed, "evr", build.evr().map(Search::withoutNoEpoch), metadata.evr());
      differing(listed, "size", listed.file().size().map(Object::toString), "" + metadata.size());
      String other = seen.put(nameAndArchitecture(metadata), listed.where());
      if (other != null) {
        String name = nameAndArchitecture(metadata);
        report(listed, name + " is pinned at " + other + ", too", "only one can be installed");
      }
      found.add(metadata);
    }

    private static String withoutNoEpoch(String evr) {
      return evr.startsWith("0:") ? evr.substring(2) : evr;
    }

    private void differing(RpmsLock.Listed listed, String key, Optional<String> said, String is) {
      if (said.isPresent() && !said.get().equals(is)) {
        String what = key + " is '" + said.get() + "', but its repository says '" + is + "'";
        report(listed, what, "make the file anew, or lock without it");
      }
    }

    private void report(RpmsLock.Listed listed, String what, String hint) {
      problems.add(new Problem(listed.where(), what, hint));
    }
  }
}
