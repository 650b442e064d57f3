package org.pgv.builder.lock;

import java.util.ArrayList;
import java.util.List;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.lock.PackageId;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Target;
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

  DebOffers(List<SuiteIndex> suites, Target target) {
    this.suites = List.copyOf(suites);
    this.universe = new DebUniverse(repositories(suites), target.architecture().deb());
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
        new LockedFile(stanza.filename(), stanza.size(), stanza.sha256()));
  }

  static PackageId idOf(DebPackage stanza) {
    return new PackageId(stanza.name(), stanza.version().text(), stanza.architecture());
  }
}
