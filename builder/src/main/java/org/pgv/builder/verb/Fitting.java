package org.pgv.builder.verb;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pgv.builder.lock.Locks;
import org.pgv.builder.lock.ProvenRpms;
import org.pgv.builder.lock.ProvenSet;
import org.pgv.builder.lock.Sources;
import org.pgv.builder.proof.BaselineProof;
import org.pgv.builder.proof.FitReport;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.rpm.InstalledList;
import org.pgv.mirror.universe.Baseline;

/** Says of minimal installs, before any host is there, whether a lock fits them. */
public final class Fitting {
  private final Session session;

  public Fitting(Session session) {
    this.session = session;
  }

  /** Tries a lock on each list of installed packages. */
  public FitReport fit(Locking.Request source, List<Path> lists) throws InterruptedException {
    List<Baseline> baselines =
        lists.stream()
            .map(list -> new Baseline(list.toString(), InstalledList.read(list)))
            .toList();
    ManifestDocument document = source.document();
    Lock lock = Locks.read(source.place(), document, source.options());
    return BaselineProof.fit(document.manifest(), proven(lock, document, source), baselines);
  }

  private ProvenRpms proven(Lock lock, ManifestDocument document, Locking.Request source)
      throws InterruptedException {
    Optional<Fetcher> network = session.network(source.offline());
    try {
      Sources sources =
          session
              .repositories()
              .listed(new Sources(document, session.mirrors(source.mirrors()), network));
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
