package org.pgv.mirror.upstream;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Blob;
import org.pgv.mirror.fetch.Document;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.Validators;

/** Signed indices and their signatures by the digests that a lock gives. */
public final class LockedDocuments {
  /** What to do about an index that is no longer to be had. */
  public static final String MOVED_ON = "the repository has moved on: run 'pgv-bundle lock' again";

  private final ContentStore store;
  private final Optional<Fetcher> network;

  public LockedDocuments(ContentStore store, Optional<Fetcher> network) {
    this.store = store;
    this.network = network;
  }

  /**
   * The document; asks the mirrors where the store does not have it.
   *
   * @param where what problems call the repository
   */
  public Blob content(LockedFile file, List<Mirror> mirrors, String where)
      throws InterruptedException {
    return content(file, mirrors, where, _ -> Optional.empty());
  }

  /**
   * The document.
   *
   * @param older says of what a mirror gave instead where it is older than the lock's
   */
  public Blob content(LockedFile file, List<Mirror> mirrors, String where, Age older)
      throws InterruptedException {
    List<String> behind = new ArrayList<>();
    if (network.isPresent() && !has(file)) {
      for (Mirror mirror : mirrors) {
        URI address = mirror.resolve(file.path());
        if (network.get().document(address, Validators.NONE)
            instanceof Document.Fresh(Blob content, Validators _)) {
          if (content.sha256().equals(file.sha256())) {
            return keep(content);
          }
          older.olderThanLocked(content).ifPresent(date -> behind.add(address + " is of " + date));
        }
      }
    }
    return kept(file, where, behind);
  }

  /** Of what time a document is that is not the lock's. */
  public interface Age {
    /** The time that an index claims for itself; empty where that is not before the lock's. */
    Optional<Instant> olderThanLocked(Blob content);
  }

  private Blob kept(LockedFile file, String where, List<String> behind) {
    try {
      Blob content = new Blob(Files.readAllBytes(store.path(file.sha256())));
      if (content.sha256().equals(file.sha256())) {
        return content;
      }
    } catch (IOException e) {
      throw behind.isEmpty()
          ? new Refusal(
              ExitCode.FAILED,
              new Problem(where, "the " + file.path() + " of the lock is gone", MOVED_ON),
              e)
          : new Refusal(
              ExitCode.DOWNGRADE,
              new Problem(
                  where,
                  "the "
                      + file.path()
                      + " of the lock is newer than what mirrors have: "
                      + String.join(", ", behind),
                  "name a mirror that is up to date with --mirror NAME=URL"),
              e);
    }
    throw new Refusal(
        ExitCode.NOT_TRUSTED,
        new Problem(
            store.path(file.sha256()).toString(), "was altered on this disk", "remove this file"));
  }

  private Blob keep(Blob content) {
    try {
      store.put(content.bytes());
      return content;
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED, new Problem(store.root().toString(), "cannot be written: " + e), e);
    }
  }

  private boolean has(LockedFile file) {
    try {
      return store.has(file.sha256(), file.size());
    } catch (IOException e) {
      return false;
    }
  }
}
