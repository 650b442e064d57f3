package org.pgv.builder.lock;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.lock.ListedFile;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.StrongDigest;
import org.pgv.mirror.fetch.OtherDigests;
import org.pgv.mirror.upstream.Mirror;

/** Package files as a lock names them, whatever digest their repository lists them by. */
public record PackageFiles(OtherDigests others, Sources from) {

  /**
   * A file by its SHA-256; it is fetched where that is not listed.
   *
   * @param base where the file lies, if not below the repository's own addresses
   */
  LockedFile of(String repository, Optional<URI> base, ListedFile listed) {
    if (listed.digest().sha256().isPresent() && listed.size().isPresent()) {
      return new LockedFile(
          listed.path(), listed.size().getAsLong(), listed.digest().sha256().get());
    }
    try {
      return switch (others.find(listed, addresses(repository, base, listed), from.network())) {
        case OtherDigests.Outcome.Known(LockedFile known) -> known;
        case OtherDigests.Outcome.Missing(List<Problem> problems) ->
            throw new Refusal(ExitCode.FAILED, problems);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(ExitCode.INTERRUPTED, new Problem(repository, "was interrupted"), e);
    }
  }

  private List<URI> addresses(String repository, Optional<URI> base, ListedFile listed) {
    return addresses(from, repository, base, listed.path());
  }

  /** Where a package of a lock can be had, the best first. */
  public static List<URI> addresses(Sources from, ProvenSet proven, LockedPackage locked) {
    Optional<URI> base =
        switch (proven) {
          case ProvenDebs _ -> Optional.empty();
          case ProvenRpms rpms -> rpms.metadata(locked).base();
        };
    return addresses(from, locked.origin().repository(), base, locked.file().path());
  }

  /** Where a file can be had, the best first. */
  static List<URI> addresses(Sources from, String repository, Optional<URI> base, String path) {
    List<URI> addresses = new ArrayList<>();
    base.map(address -> new Mirror(address, "the package's own"))
        .ifPresent(mirror -> addresses.add(mirror.resolve(path)));
    from.mirrors().of(from.document().repository(repository)).stream()
        .map(mirror -> mirror.resolve(path))
        .forEach(addresses::add);
    return addresses;
  }

  /** Refuses a file whose content has not the digest that its repository lists, whatever one. */
  public static void mustHave(ContentStore store, LockedPackage locked, StrongDigest listed) {
    try {
      if (listed.sha256().isEmpty()
          && !OtherDigests.matches(store, locked.file().sha256(), listed)) {
        throw new Refusal(
            ExitCode.NOT_TRUSTED,
            new Problem(
                locked.id().toString(),
                "the file of the lock is not the one that its repository lists as " + listed,
                "the lock was altered: make it anew with 'pgv-bundle lock'"));
      }
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(locked.id().toString(), "its file cannot be read: " + e.getMessage()),
          e);
    }
  }
}
