package org.pgv.builder.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pgv.manifests.lock.ListedFile;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.lock.PackageId;
import org.pgv.manifests.manifest.Manifest;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Glob;
import org.pgv.mirror.deb.DebPackage;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.resolve.Candidate;
import org.pgv.mirror.resolve.Universe;
import org.pgv.mirror.resolve.Wanted;
import org.pgv.mirror.universe.DebCandidate;
import org.pgv.mirror.universe.DebRepository;
import org.pgv.mirror.universe.DebUniverse;
import org.pgv.mirror.upstream.apt.SuiteIndex;

/** The packages of apt suites. */
final class DebOffers implements Offers {
  private final List<SuiteIndex> suites;
  private final DebUniverse universe;
  private final List<String> patterns;
  private final PackageFiles files;

  DebOffers(List<SuiteIndex> suites, Manifest manifest, PackageFiles files) {
    this.suites = List.copyOf(suites);
    this.patterns = manifest.choice().exclude();
    this.files = files;
    this.universe = new DebUniverse(repositories(suites), manifest.target().architecture().deb());
  }

  private static List<DebRepository> repositories(List<SuiteIndex> suites) {
    List<DebRepository> repositories = new ArrayList<>();
    for (SuiteIndex suite : suites) {
      for (PackagesIndex index : suite.packages()) {
        repositories.add(new DebRepository(index, suite.priority()));
      }
    }
    return repositories;
  }

  @Override
  public Universe universe() {
    return universe;
  }

  @Override
  public List<String> essential() {
    return universe.essential();
  }

  @Override
  public List<PackageId> pinned() {
    return List.of();
  }

  /** Debian's tasks are packages like others. */
  @Override
  public List<Wanted> grouped() {
    return List.of();
  }

  @Override
  public List<Wanted> groupedBeside(List<Candidate> chosen) {
    return List.of();
  }

  /** Suites of one archive share their packages, and apt takes the first that it finds. */
  @Override
  public List<Problem> ambiguous(List<Candidate> chosen) {
    return List.of();
  }

  @Override
  public List<String> excluded() {
    return patterns.stream().flatMap(pattern -> named(pattern).stream()).distinct().toList();
  }

  @Override
  public void reportExcluded(Reporter reporter) {
    patterns.stream()
        .filter(pattern -> named(pattern).isEmpty())
        .map(pattern -> Excluded.nothing("exclude", pattern))
        .forEach(problem -> reporter.report(new Event.Warned(problem)));
  }

  /** The names that a pattern means: of packages, or as they are provided. */
  private List<String> named(String pattern) {
    Glob glob = new Glob(pattern);
    if (!glob.isPattern()) {
      boolean known =
          suites.stream()
              .flatMap(suite -> suite.packages().stream())
              .anyMatch(
                  index -> !index.named(pattern).isEmpty() || !index.providing(pattern).isEmpty());
      return known ? List.of(pattern) : List.of();
    }
    Glob.Matcher matcher = glob.matcher();
    return suites.stream()
        .flatMap(suite -> suite.packages().stream())
        .flatMap(index -> index.names().stream())
        .filter(matcher::matches)
        .distinct()
        .toList();
  }

  @Override
  public List<LockedSuite> suites() {
    return suites.stream().map(SuiteIndex::locked).toList();
  }

  @Override
  public Offered offered(Candidate candidate) {
    DebPackage stanza = ((DebCandidate) candidate).stanza();
    SuiteIndex suite =
        suites.stream()
            .filter(s -> s.packages().stream().anyMatch(i -> i.origin().equals(stanza.origin())))
            .findFirst()
            .orElseThrow();
    return new Offered(
        idOf(stanza),
        new LockedPackage.Origin(suite.locked().repository(), suite.locked().suite()),
        files.of(suite.locked().repository(), Optional.empty(), listed(stanza)));
  }

  private static ListedFile listed(DebPackage stanza) {
    return new ListedFile(stanza.path(), OptionalLong.of(stanza.size()), stanza.digest());
  }

  static PackageId idOf(DebPackage stanza) {
    return new PackageId(stanza.name(), stanza.version().text(), stanza.architecture());
  }
}
