package org.pgv.builder.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pgv.builder.lock.Locks;
import org.pgv.builder.lock.ProvenRpms;
import org.pgv.builder.lock.ProvenSet;
import org.pgv.builder.lock.Sources;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.RoleName;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.rpm.InstalledList;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.universe.Baseline;
import org.pgv.mirror.universe.RpmRepository;
import org.pgv.mirror.universe.RpmSystem;

/** Says of minimal installs, before any host is there, whether a lock fits them. */
public final class Fitting {
  private final Session session;

  public Fitting(Session session) {
    this.session = session;
  }

  /** A minimal install and what came of it. */
  public record Fitted(Path list, Baseline.Fit fit) {}

  /** Tries a lock on each list of installed packages. */
  public List<Fitted> fit(Locking.Request source, List<Path> lists) throws InterruptedException {
    List<Baseline> baselines =
        lists.stream()
            .map(list -> new Baseline(list.getFileName().toString(), InstalledList.read(list)))
            .toList();
    ManifestDocument document = source.document();
    Lock lock = Locks.read(source.place(), document);
    ProvenRpms proven = proven(lock, document, source);
    List<RpmRepository> repositories =
        proven.repositories().stream()
            .map(one -> new RpmRepository(one.contents().packages()))
            .toList();
    Set<RpmPackage> carried = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (ProvenRpms.Proven one : proven.packages()) {
      carried.add(one.metadata());
      if (!one.locked().reason().roles().contains(RoleName.BASE)) {
        names.add(one.metadata().name());
      }
    }
    RpmSystem system = RpmSystem.of(lock.target().architecture().rpm());
    List<Fitted> fitted = new ArrayList<>();
    for (int i = 0; i < lists.size(); i++) {
      Baseline.Fit fit = baselines.get(i).fit(names, carried, repositories, system);
      fitted.add(new Fitted(lists.get(i), fit));
    }
    return List.copyOf(fitted);
  }

  private ProvenRpms proven(Lock lock, ManifestDocument document, Locking.Request source)
      throws InterruptedException {
    Optional<Fetcher> network = session.network(source.offline());
    try {
      Sources sources = new Sources(document, session.mirrors(source.mirrors()), network);
      ProvenSet set = session.repositories().proven(lock, sources);
      if (set instanceof ProvenRpms rpms) {
        return rpms;
      }
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              lock.target().toString(),
              "is no RPM target",
              "'pgv-install check' asks each Debian host's own apt"));
    } finally {
      network.ifPresent(Fetcher::close);
    }
  }
}
