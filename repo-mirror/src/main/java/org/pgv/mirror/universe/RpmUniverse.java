package org.pgv.mirror.universe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pgv.manifests.problem.Spelling;
import org.pgv.mirror.resolve.Candidate;
import org.pgv.mirror.resolve.Comparison;
import org.pgv.mirror.resolve.Relation;
import org.pgv.mirror.resolve.RpmFamily;
import org.pgv.mirror.rpm.RpmField;
import org.pgv.mirror.rpm.RpmIndex;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.rpm.RpmVersion;
import org.pgv.mirror.rpm.repomd.PrimaryFiles;

/** RPM repositories as one system of a base architecture sees them. */
public final class RpmUniverse implements RpmFamily {
  private final List<RpmRepository> repositories;
  private final RpmSystem system;
  private final Map<RpmPackage, RpmCandidate> candidates = new HashMap<>();
  private final Map<String, List<Candidate>> named = new HashMap<>();
  private final Map<String, List<Offer>> offering = new HashMap<>();
  private final Map<String, List<Candidate>> successors = new HashMap<>();

  /**
   * @param repositories in the order in which they were configured
   */
  public RpmUniverse(List<RpmRepository> repositories, RpmSystem system) {
    this.repositories = List.copyOf(repositories);
    this.system = system;
  }

  @Override
  public List<Candidate> named(String name) {
    return named.computeIfAbsent(name, n -> find(repository -> repository.index().named(n)));
  }

  private List<Candidate> find(Function<RpmRepository, List<RpmPackage>> from) {
    List<Candidate> found = new ArrayList<>();
    int start = 0;
    for (RpmRepository repository : repositories) {
      for (RpmPackage metadata : from.apply(repository)) {
        if (system.admits(metadata)) {
          found.add(candidate(metadata, repository, start));
        }
      }
      start += repository.index().size();
    }
    return List.copyOf(found);
  }

  private RpmCandidate candidate(RpmPackage metadata, RpmRepository repository, int start) {
    return candidates.computeIfAbsent(
        metadata, p -> new RpmCandidate(p, repository, start + p.number()));
  }

  @Override
  public List<Candidate> offering(Relation relation) {
    List<Offer> all = offering.get(relation.name());
    if (all == null) {
      all = offers(relation.name());
      offering.put(relation.name(), all);
    }
    return all.stream().filter(o -> o.meets(relation.bound())).map(Offer::candidate).toList();
  }

  /**
   * What one candidate offers under one name.
   *
   * @param versions one for each entry; none where it has the file of that name
   */
  private record Offer(Candidate candidate, List<Optional<Relation.Bound>> versions) {
    boolean meets(Optional<Relation.Bound> asked) {
      return asked.isEmpty()
          || versions.stream().anyMatch(version -> RpmVersions.overlap(version, asked));
    }
  }

  private List<Offer> offers(String name) {
    List<Offer> offers = new ArrayList<>();
    for (Candidate candidate : findOffering(name)) {
      List<Optional<Relation.Bound>> versions =
          ((RpmCandidate) candidate)
              .metadata().provisions(name).stream()
                  .map(offered -> RpmCandidate.relation(offered).bound())
                  .toList();
      offers.add(new Offer(candidate, versions));
    }
    return List.copyOf(offers);
  }

  private List<Candidate> findOffering(String name) {
    if (!name.startsWith("/")) {
      return find(repository -> repository.index().providing(name));
    }
    List<Candidate> found = new ArrayList<>(find(r -> r.index().providing(name)));
    found.addAll(find(r -> r.index().owning(name)));
    if (!PrimaryFiles.lists(name)) {
      found.addAll(find(r -> r.files().owning(name)));
    }
    return found.stream().distinct().sorted(order()).toList();
  }

  @Override
  public List<Candidate> matching(Relation relation) {
    List<Candidate> all = named(relation.name());
    return relation.bound().isEmpty()
        ? all
        : all.stream()
            .filter(c -> RpmVersions.overlap(Optional.of(exactly(c)), relation.bound()))
            .toList();
  }

  private static Relation.Bound exactly(Candidate candidate) {
    return new Relation.Bound(Comparison.EXACTLY, candidate.version());
  }

  /** As dnf understands an argument: a name, a name with an architecture, or what is provided. */
  @Override
  public List<Candidate> meant(Relation relation) {
    List<Candidate> real = matching(relation);
    if (!real.isEmpty()) {
      return relation.bound().isEmpty() ? withSuccessors(real) : real;
    }
    int dot = relation.name().lastIndexOf('.');
    String arch = relation.name().substring(dot + 1);
    if (dot > 0 && system.runs(arch)) {
      Relation name = new Relation(relation.name().substring(0, dot), relation.bound());
      return matching(name).stream().filter(c -> arch(c).equals(arch)).toList();
    }
    return offering(relation);
  }

  /** A package that takes the place of one that is asked for is as good as that. */
  private List<Candidate> withSuccessors(List<Candidate> real) {
    List<Candidate> all = new ArrayList<>(real);
    for (Candidate successor : successors().getOrDefault(real.getFirst().name(), List.of())) {
      boolean replaces =
          successor.obsoletes().stream()
              .anyMatch(o -> matching(o).stream().anyMatch(real::contains));
      if (replaces) {
        all.add(successor);
      }
    }
    return all.stream().distinct().sorted(order()).toList();
  }

  @Override
  public List<Candidate> supplementing() {
    return find(repository -> with(repository.index(), RpmField.SUPPLEMENTS, RpmField.ENHANCES));
  }

  private static List<RpmPackage> with(RpmIndex index, RpmField... fields) {
    List<RpmPackage> found = new ArrayList<>();
    for (RpmPackage metadata : index.packages()) {
      for (RpmField field : fields) {
        if (metadata.has(field)) {
          found.add(metadata);
          break;
        }
      }
    }
    return found;
  }

  private Map<String, List<Candidate>> successors() {
    if (successors.isEmpty()) {
      for (Candidate candidate : find(r -> with(r.index(), RpmField.OBSOLETES))) {
        for (Relation obsolete : candidate.obsoletes()) {
          successors.computeIfAbsent(obsolete.name(), _ -> new ArrayList<>()).add(candidate);
        }
      }
    }
    return successors;
  }

  @Override
  public List<Relation> provides(Candidate candidate) {
    return ((RpmCandidate) candidate).provides();
  }

  @Override
  public boolean offeredOutside(Relation relation) {
    return system.assumes(relation.name());
  }

  @Override
  public Comparator<Candidate> order() {
    return Comparator.comparingInt(candidate -> ((RpmCandidate) candidate).place());
  }

  @Override
  public int liking(Candidate candidate) {
    return -((RpmCandidate) candidate).cost();
  }

  @Override
  public int architectureRank(Candidate candidate) {
    return system.rank(arch(candidate));
  }

  @Override
  public boolean coinstallable(Candidate one, Candidate other) {
    return system.coinstallable(arch(one), arch(other));
  }

  private static String arch(Candidate candidate) {
    return ((RpmCandidate) candidate).metadata().arch();
  }

  @Override
  public Optional<String> nearest(String name) {
    List<String> names = new ArrayList<>();
    for (RpmRepository repository : repositories) {
      repository.index().packages().forEach(metadata -> names.add(metadata.name()));
    }
    return Spelling.nearest(name, names.stream().distinct().toList());
  }

  @Override
  public Comparator<String> versionOrder() {
    return RpmVersion::compare;
  }
}
