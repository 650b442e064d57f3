package org.pgv.builder.lock;

import java.util.List;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.lock.PackageId;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.report.Reporter;
import org.pgv.mirror.resolve.Candidate;
import org.pgv.mirror.resolve.Universe;
import org.pgv.mirror.resolve.Wanted;

/** What the repositories of a manifest offer, whatever their packaging family. */
public sealed interface Offers permits DebOffers, RpmOffers {
  /** A package as a lock names it, without the reasons. */
  record Offered(PackageId id, LockedPackage.Origin origin, LockedFile file) {}

  Universe universe();

  /** The names of packages that every system has without being asked. */
  List<String> essential();

  /** Builds that must be among the chosen, whoever needs them. */
  List<PackageId> pinned();

  /** The members of groups that are asked for as if each were named. */
  List<Wanted> grouped();

  /** The members of groups that are asked for because of what is chosen. */
  List<Wanted> groupedBeside(List<Candidate> chosen);

  /** Of which of these it cannot be told what they are, because another one is called the same. */
  List<Problem> ambiguous(List<Candidate> chosen);

  /** The names of packages that the manifest leaves out wherever they are. */
  List<String> excluded();

  /** Says what is to be left out and is nowhere. */
  void reportExcluded(Reporter reporter);

  /** What proves the packages. */
  List<LockedSuite> suites();

  /** A candidate of the universe. */
  Offered offered(Candidate candidate);
}
