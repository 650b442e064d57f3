package org.pgv.mirror.universe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.pgv.manifests.problem.Spelling;
import org.pgv.mirror.deb.DebPackage;
import org.pgv.mirror.deb.DebRelation;
import org.pgv.mirror.deb.DebVersion;
import org.pgv.mirror.resolve.Candidate;
import org.pgv.mirror.resolve.DebFamily;
import org.pgv.mirror.resolve.Provision;

/** Debian repositories of one architecture; packages of other architectures are not seen. */
public final class DebUniverse implements DebFamily {
  private static final String ANY = ":any";
  private static final List<String> PRIORITIES =
      List.of("required", "important", "standard", "optional", "extra");

  private final List<DebRepository> repositories;
  private final String architecture;
  private final Map<DebPackage, DebCandidate> candidates = new HashMap<>();
  private final Map<String, List<Candidate>> named = new HashMap<>();
  private final Map<String, List<Provision>> provisions = new HashMap<>();

  /**
   * @param repositories in the order in which they were configured
   * @param architecture Debian's name of it, such as {@code amd64}
   */
  public DebUniverse(List<DebRepository> repositories, String architecture) {
    this.repositories = List.copyOf(repositories);
    this.architecture = architecture;
  }

  /** The names of the packages that every Debian system has, in the order of the indices. */
  public List<String> essential() {
    SequencedSet<String> names = new LinkedHashSet<>();
    for (DebRepository repository : repositories) {
      for (DebPackage stanza : repository.index().essential()) {
        if (fits(stanza)) {
          names.add(stanza.name());
        }
      }
    }
    return List.copyOf(names);
  }

  @Override
  public List<Candidate> named(String name) {
    return named.computeIfAbsent(name, this::findNamed);
  }

  private List<Candidate> findNamed(String name) {
    List<Candidate> found = new ArrayList<>();
    for (DebRepository repository : repositories) {
      for (DebPackage stanza : repository.index().named(name)) {
        if (fits(stanza)) {
          found.add(candidate(stanza, repository));
        }
      }
    }
    return List.copyOf(found);
  }

  @Override
  public List<Provision> providing(String name) {
    List<Provision> known = provisions.get(name);
    if (known == null) {
      known = findProviding(name);
      provisions.put(name, known);
    }
    return known;
  }

  private List<Provision> findProviding(String name) {
    if (name.endsWith(ANY)) {
      return ofAnyArchitecture(name.substring(0, name.length() - ANY.length()));
    }
    List<Provision> found = new ArrayList<>();
    for (DebRepository repository : repositories) {
      for (DebPackage stanza : repository.index().providing(name)) {
        if (fits(stanza)) {
          offers(candidate(stanza, repository), name).forEach(found::add);
        }
      }
    }
    return List.copyOf(found);
  }

  /** {@code name:any} is offered by packages, real or virtual, that are Multi-Arch: allowed. */
  private List<Provision> ofAnyArchitecture(String name) {
    List<Provision> all = new ArrayList<>();
    for (Candidate real : named(name)) {
      all.add(new Provision(real, Optional.of(real.version())));
    }
    all.addAll(providing(name));
    return all.stream().filter(offer -> stanza(offer.by()).multiArch().equals("allowed")).toList();
  }

  private List<Provision> offers(DebCandidate candidate, String name) {
    if (candidate.name().equals(name)) {
      return List.of();
    }
    List<Provision> offers = new ArrayList<>();
    for (List<DebRelation> group : candidate.stanza().relations("Provides")) {
      for (DebRelation offered : group) {
        if (offered.name().equals(name) && candidate.isOwn(offered.qualifier())) {
          offers.add(new Provision(candidate, offered.bound().map(b -> b.version().text())));
        }
      }
    }
    return offers;
  }

  @Override
  public Optional<String> nearest(String name) {
    List<String> names = new ArrayList<>();
    for (DebRepository repository : repositories) {
      names.addAll(repository.index().names());
    }
    return Spelling.nearest(name, names);
  }

  @Override
  public Comparator<String> versionOrder() {
    return DebVersion::compare;
  }

  /** As apt prefers, and by name where apt goes by the layout of its cache. */
  @Override
  public Comparator<Candidate> providerOrder() {
    return merit().thenComparing(Candidate::name);
  }

  /** What tells providers apart: essential ones first, then protected ones, then by priority. */
  static Comparator<Candidate> merit() {
    return Comparator.comparing((Candidate c) -> !stanza(c).essential())
        .thenComparing(c -> !stanza(c).important())
        .thenComparingInt(c -> rank(stanza(c).priority()));
  }

  private static int rank(String priority) {
    int rank = PRIORITIES.indexOf(priority);
    return rank < 0 ? PRIORITIES.size() : rank;
  }

  private static DebPackage stanza(Candidate candidate) {
    return ((DebCandidate) candidate).stanza();
  }

  private boolean fits(DebPackage stanza) {
    String own = stanza.architecture();
    return own.equals(architecture) || own.equals("all");
  }

  private DebCandidate candidate(DebPackage stanza, DebRepository repository) {
    return candidates.computeIfAbsent(
        stanza, s -> new DebCandidate(s, repository.priority(), architecture));
  }
}
