package org.pgv.builder.lock;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.lock.PackageId;
import org.pgv.manifests.manifest.Manifest;
import org.pgv.manifests.manifest.ModuleChoice;
import org.pgv.manifests.manifest.Repodata;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.report.Reporter;
import org.pgv.mirror.resolve.Candidate;
import org.pgv.mirror.resolve.Relation;
import org.pgv.mirror.resolve.Universe;
import org.pgv.mirror.resolve.Wanted;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.universe.ModularFilter;
import org.pgv.mirror.universe.RpmCandidate;
import org.pgv.mirror.universe.RpmRepository;
import org.pgv.mirror.universe.RpmSystem;
import org.pgv.mirror.universe.RpmUniverse;
import org.pgv.mirror.upstream.repomd.RepositoryIndex;

/** The packages of RPM repositories. */
final class RpmOffers implements Offers {
  private final List<RepositoryIndex> repositories;
  private final Manifest manifest;
  private final Asked asked;
  private final Excluded excluded;
  private final RpmUniverse universe;

  /**
   * What is asked for beside the packages that the manifest names.
   *
   * @param files gets to know files by their SHA-256
   */
  record Asked(PinnedBuilds pinned, AskedGroups groups, PackageFiles files) {}

  RpmOffers(List<RepositoryIndex> repositories, Manifest manifest, Asked asked) {
    this.repositories = List.copyOf(repositories);
    this.manifest = manifest;
    this.asked = asked;
    this.excluded =
        new Excluded(
            repositories,
            manifest.choice().exclude().stream().filter(name -> !isName(name)).toList());
    this.universe =
        new RpmUniverse(
            repositories.stream().map(RpmOffers::repository).toList(),
            RpmSystem.of(manifest.target().architecture().rpm())
                .assuming(Set.copyOf(manifest.choice().hosts().assumed()))
                .excluding(excluded::hides)
                .excluding(asked.pinned()::hides)
                .excluding(modular(repositories, manifest.choice().modules())));
  }

  private static ModularFilter modular(List<RepositoryIndex> repositories, ModuleChoice choice) {
    return new ModularFilter(
        repositories.stream().flatMap(one -> one.contents().modules().stream()).toList(),
        choice.enable(),
        choice.disable(),
        repositories.stream()
            .filter(one -> one.content().preference().moduleHotfixes())
            .map(one -> one.repository().name())
            .collect(Collectors.toSet()));
  }

  private static RpmRepository repository(RepositoryIndex index) {
    Repodata.Preference preference = index.content().preference();
    return new RpmRepository(
        index.contents().packages(),
        index.onDemand().files()::owning,
        preference.priority(),
        preference.cost());
  }

  @Override
  public Universe universe() {
    return universe;
  }

  /** RPM knows no package that others may rely on in silence. */
  @Override
  public List<String> essential() {
    return List.of();
  }

  @Override
  public List<PackageId> pinned() {
    return asked.pinned().ids();
  }

  @Override
  public List<Wanted> grouped() {
    return asked.groups().always(architecture(), this::isThere);
  }

  @Override
  public List<Wanted> groupedBeside(List<Candidate> chosen) {
    Set<Candidate> installed = Set.copyOf(chosen);
    Predicate<String> provided =
        name -> universe.offering(Relation.any(name)).stream().anyMatch(installed::contains);
    return asked.groups().besides(architecture(), this::isThere, provided);
  }

  /** Says which members of groups cannot be had. */
  void reportGroups(Reporter reporter) {
    asked.groups().report(this::isThere, reporter);
  }

  @Override
  public List<String> excluded() {
    return manifest.choice().exclude().stream().filter(this::isName).toList();
  }

  /** Whether this is the name of a package, of which reasons can say that it is left out. */
  private boolean isName(String text) {
    return repositories.stream().anyMatch(one -> !one.contents().packages().named(text).isEmpty());
  }

  @Override
  public void reportExcluded(Reporter reporter) {
    excluded.report(reporter);
  }

  private boolean isThere(String name) {
    return !manifest.choice().exclude().contains(name) && !universe.named(name).isEmpty();
  }

  private String architecture() {
    return manifest.target().architecture().rpm();
  }

  @Override
  public List<Problem> ambiguous(List<Candidate> chosen) {
    return chosen.stream().flatMap(one -> DoubleBuilds.of(one, universe).stream()).toList();
  }

  List<RepositoryIndex> repositories() {
    return repositories;
  }

  @Override
  public List<LockedSuite> suites() {
    return repositories.stream().map(RepositoryIndex::locked).toList();
  }

  @Override
  public Offered offered(Candidate candidate) {
    RpmPackage metadata = ((RpmCandidate) candidate).metadata();
    return new Offered(
        idOf(metadata),
        new LockedPackage.Origin(metadata.origin(), ""),
        asked.files().of(metadata.origin(), metadata.base(), metadata.file()));
  }

  static PackageId idOf(RpmPackage metadata) {
    return new PackageId(metadata.name(), metadata.evr(), metadata.arch());
  }
}
