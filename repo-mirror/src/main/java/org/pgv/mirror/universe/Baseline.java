package org.pgv.mirror.universe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.pgv.mirror.resolve.Chosen;
import org.pgv.mirror.resolve.Comparison;
import org.pgv.mirror.resolve.Recommends;
import org.pgv.mirror.resolve.Relation;
import org.pgv.mirror.resolve.Request;
import org.pgv.mirror.resolve.Resolution;
import org.pgv.mirror.resolve.Resolver;
import org.pgv.mirror.resolve.Wanted;
import org.pgv.mirror.rpm.Nevra;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.rpm.repomd.PrimaryFiles;

/**
 * A stated minimal install, such as a distribution's cloud image of one minor release or a site's
 * own golden image: says before any host is there whether a set of packages can be installed into
 * it, and what that would change.
 *
 * @param name what answers call it
 */
public record Baseline(String name, List<Nevra> installed) {
  public Baseline {
    installed = List.copyOf(installed);
  }

  /** What came of trying. */
  public sealed interface Fit {
    /**
     * It fits.
     *
     * @param kept how many installed packages stay as they are
     * @param raised installed packages that must be raised, to the version they are raised to
     * @param added packages that come new
     */
    record Fits(int kept, List<Raised> raised, List<Nevra> added) implements Fit {
      public Fits {
        raised = List.copyOf(raised);
        added = List.copyOf(added);
      }
    }

    /** It does not; each reason is one chain of needs that ends where it cannot go on. */
    record Clashes(List<String> reasons) implements Fit {
      public Clashes {
        reasons = List.copyOf(reasons);
      }
    }
  }

  /** An installed package and the version that takes its place. */
  public record Raised(Nevra installed, String evr) {
    @Override
    public String toString() {
      return installed.name() + " " + installed.evr() + " to " + evr;
    }
  }

  /**
   * Installs names from a set of packages into the baseline, leaving alone what need not change.
   * Nothing is removed, and nothing replaced by an earlier version. Files that primary metadata
   * does not list are taken to be there: the set itself was proven closed.
   *
   * @param repositories all that describes packages, also those that are not in the set
   * @param carried the set, of these repositories
   */
  public Fit fit(
      List<String> names,
      Set<RpmPackage> carried,
      List<RpmRepository> repositories,
      RpmSystem system) {
    RpmRepository present = InstalledSystem.of(name, installed, repositories);
    Set<RpmPackage> admitted = new HashSet<>(carried);
    admitted.addAll(present.index().packages());
    List<RpmRepository> all = new ArrayList<>(List.of(present));
    all.addAll(repositories);
    RpmSystem seen =
        system
            .assuming(unlistedFiles(repositories))
            .excluding(metadata -> !admitted.contains(metadata));
    RpmUniverse universe = new RpmUniverse(all, seen);
    return switch (new Resolver(universe).resolve(request(names))) {
      case Resolution.Answer(List<Chosen> packages) -> fits(packages);
      case Resolution.Impossible(List<String> reasons) -> new Fit.Clashes(reasons);
    };
  }

  private static Set<String> unlistedFiles(List<RpmRepository> repositories) {
    Set<String> files = new HashSet<>();
    for (RpmRepository repository : repositories) {
      files.addAll(repository.index().requiredFiles());
    }
    files.removeIf(
        path ->
            PrimaryFiles.lists(path)
                || repositories.stream().anyMatch(r -> !r.index().owning(path).isEmpty()));
    return files;
  }

  private Request request(List<String> names) {
    List<Wanted> wanted = new ArrayList<>();
    for (Nevra one : installed) {
      Relation atLeast = Relation.of(one.name(), Comparison.AT_LEAST, one.evr());
      wanted.add(new Wanted(atLeast, name));
    }
    names.forEach(asked -> wanted.add(new Wanted(Relation.any(asked), "the bundle")));
    return new Request(wanted, List.of(), List.of(), Recommends.NONE);
  }

  private Fit fits(List<Chosen> packages) {
    TreeMap<String, Nevra> before = new TreeMap<>();
    installed.forEach(one -> before.put(one.name() + "." + one.arch(), one));
    List<Raised> raised = new ArrayList<>();
    List<Nevra> added = new ArrayList<>();
    int kept = 0;
    for (Chosen chosen : packages) {
      Nevra after = ((RpmCandidate) chosen.candidate()).metadata().nevra();
      Nevra old = before.get(after.name() + "." + after.arch());
      if (old == null) {
        added.add(after);
      } else if (old.evr().equals(after.evr())) {
        kept++;
      } else {
        raised.add(new Raised(old, after.evr()));
      }
    }
    return new Fit.Fits(kept, raised, added);
  }
}
