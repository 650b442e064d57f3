package org.pgv.builder.verb;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pgv.builder.lock.LockMaker;
import org.pgv.builder.lock.Locks;
import org.pgv.builder.lock.Offers;
import org.pgv.builder.lock.Sources;
import org.pgv.manifests.konflux.RpmsInputFile;
import org.pgv.manifests.konflux.RpmsLock;
import org.pgv.manifests.konflux.RpmsLockFile;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockFile;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.Manifests;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.problem.Spelling;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.value.Target;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.upstream.IndexFloors;

/** Makes the lock of a target, and opens the one there is. */
public final class Locking {
  private final Session session;

  public Locking(Session session) {
    this.session = session;
  }

  /**
   * What a lock is made from.
   *
   * @param manifest the shipped one where none is named
   * @param mirrors by the name of their repository
   * @param older repositories whose index may be older than one that was seen before
   */
  public record Request(
      Target target,
      Optional<Path> manifest,
      Map<String, URI> mirrors,
      Set<String> older,
      boolean offline,
      Optional<Path> lockFile) {
    public Request {
      mirrors = new TreeMap<>(mirrors);
      older = new TreeSet<>(older);
    }

    /** With no index older than one that was seen before. */
    public Request(
        Target target,
        Optional<Path> manifest,
        Map<String, URI> mirrors,
        boolean offline,
        Optional<Path> lockFile) {
      this(target, manifest, mirrors, Set.of(), offline, lockFile);
    }

    Path place() {
      return lockFile.orElse(Locks.usualPlace(target));
    }

    /** What says on a command line where this lock is and what it is made from. */
    String options() {
      return manifest.map(file -> " --manifest " + file).orElse("")
          + lockFile.map(file -> " --lock " + file).orElse("");
    }

    ManifestDocument document() {
      ManifestDocument document =
          manifest.map(Manifests::open).orElseGet(() -> Manifests.shipped(target));
      if (!document.manifest().target().equals(target)) {
        throw new Refusal(
            ExitCode.USAGE,
            new Problem(
                document.place(),
                "is for " + document.manifest().target() + ", not for " + target,
                "name the target it is for"));
      }
      return document;
    }
  }

  /** A lock and where it is kept. */
  public record Done(Path file, Lock lock) {}

  /**
   * Files of others, of RPM targets.
   *
   * @param input an {@code rpms.in.yaml} that asks for more than the manifest does
   * @param imported an {@code rpms.lock.yaml} of which every package is in the lock as that build
   * @param exported where to write the lock as {@code rpms.lock.yaml}, too
   */
  public record Exchange(Optional<Path> input, Optional<Path> imported, Optional<Path> exported) {
    public static final Exchange NONE =
        new Exchange(Optional.empty(), Optional.empty(), Optional.empty());

    private ManifestDocument onto(ManifestDocument document) {
      String architecture = document.manifest().target().architecture().rpm();
      return input
          .map(file -> RpmsInputFile.read(file, architecture).orRefuse().onto(document))
          .orElse(document);
    }

    private void mustFit(Target target) {
      if (target.family() != Target.Family.RPM && !equals(NONE)) {
        throw new Refusal(
            ExitCode.USAGE,
            new Problem(
                target.toString(),
                "is no RPM target, and files of Konflux list RPMs",
                "leave out --input, --import and --export"));
      }
    }
  }

  /** Reads the repositories and writes the lock. */
  public Done lock(Request request) throws InterruptedException {
    return lock(request, Exchange.NONE);
  }

  /** Writes the lock with regard to those of others. */
  public Done lock(Request request, Exchange exchange) throws InterruptedException {
    exchange.mustFit(request.target());
    Optional<RpmsLock> pinned = exchange.imported().map(f -> RpmsLockFile.read(f).orRefuse());
    ManifestDocument document = exchange.onto(request.document());
    Optional<Fetcher> network = session.network(request.offline());
    try {
      Sources sources = new Sources(document, session.mirrors(request.mirrors()), network);
      Offers offers = session.repositories().offers(sources, pinned, floors(request, document));
      Lock lock =
          LockMaker.make(document, offers).with(session.artifacts(document, network).lock());
      if (lock.packages().isEmpty() && lock.artifacts().isEmpty()) {
        session.reporter().report(new Event.Warned(empty(request.place(), document)));
      }
      Locks.write(request.place(), lock);
      exchange.exported().ifPresent(file -> Locks.export(file, lock, offers));
      return new Done(request.place(), lock);
    } finally {
      network.ifPresent(Fetcher::close);
    }
  }

  private static Problem empty(Path lock, ManifestDocument document) {
    return new Problem(
        lock.toString(),
        "there is nothing in it",
        "see what "
            + document.place()
            + " asks for: a group whose members are all optional brings"
            + " none of them");
  }

  /** How old indices may be, beside the lock that is made anew. */
  private IndexFloors floors(Request request, ManifestDocument document) {
    List<String> known =
        document.manifest().repositories().stream().map(PackageRepository::name).toList();
    for (String name : request.older()) {
      if (!known.contains(name)) {
        throw new Refusal(
            ExitCode.USAGE,
            new Problem(
                "--allow-older " + name,
                "no repository has this name",
                Spelling.hint(name, known)));
      }
    }
    return new IndexFloors(
        session.workplace().newest(), replaced(request), request.older(), session.clock());
  }

  /** What the lock names that is there; one that cannot be read is about to be made anew. */
  private List<LockedSuite> replaced(Request request) {
    if (!Files.exists(request.place())) {
      return List.of();
    }
    try {
      Lock lock = LockFile.read(request.place());
      return lock.target().equals(request.target()) ? lock.suites() : List.of();
    } catch (Refusal e) {
      e.problems().forEach(one -> session.reporter().report(new Event.Warned(one)));
      return List.of();
    }
  }

  /** The lock there is, or a new one; a stale one is refused. */
  Done open(Request request) throws InterruptedException {
    if (!Files.exists(request.place())) {
      session.reporter().say("no lock yet: making " + request.place());
      return lock(request);
    }
    return new Done(
        request.place(), Locks.read(request.place(), request.document(), request.options()));
  }
}
