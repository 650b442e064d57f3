package org.pgv.mirror.upstream.repomd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pgv.manifests.lock.ListedFile;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.store.ContentStore;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.OtherDigests;
import org.pgv.mirror.rpm.repomd.Repomd;
import org.pgv.mirror.rpm.repomd.RepomdEntry;
import org.pgv.mirror.upstream.LockedDocuments;

/** Metadata that a repomd.xml lists by another digest than SHA-256, or without its size. */
final class KnownMetadata {
  /** What may be asked for. */
  private static final Set<String> TYPES =
      Set.of(
          "primary",
          "filelists",
          "modules",
          "updateinfo",
          "group",
          "group_gz",
          "group_xz",
          "group_zst");

  private final ContentStore store;
  private final OtherDigests others;

  KnownMetadata(ContentStore store, OtherDigests others) {
    this.store = store;
    this.others = others;
  }

  /** The same root with all of its files by SHA-256; those that were not are fetched for it. */
  TrustedRepomd completed(TrustedRepomd root, Optional<Fetcher> network)
      throws InterruptedException {
    List<RepomdEntry> known = new ArrayList<>();
    for (Repomd.Other other : root.repomd().others()) {
      if (other.file().isPresent() && TYPES.contains(other.type())) {
        ListedFile file = other.file().get();
        switch (others.find(
            file,
            root.mirrors().stream().map(mirror -> mirror.resolve(file.path())).toList(),
            network)) {
          case OtherDigests.Outcome.Known(LockedFile found) ->
              known.add(new RepomdEntry(other.type(), found, Optional.empty(), other.timestamp()));
          case OtherDigests.Outcome.Missing(List<Problem> problems) -> {
            if (other.type().equals("primary")) {
              throw new Refusal(ExitCode.FAILED, problems);
            }
          }
        }
      }
    }
    return root.with(root.repomd().with(known));
  }

  /** The same root with those files that a lock names, which are believed until they are there. */
  static TrustedRepomd locked(TrustedRepomd root, List<LockedFile> locked) {
    List<RepomdEntry> known = new ArrayList<>();
    for (Repomd.Other other : root.repomd().others()) {
      for (LockedFile file : locked) {
        if (other.file().filter(listed -> listed.path().equals(file.path())).isPresent()) {
          known.add(new RepomdEntry(other.type(), file, Optional.empty(), other.timestamp()));
        }
      }
    }
    return root.with(root.repomd().with(known));
  }

  /** Refuses files in the store that are not what the repomd.xml lists. */
  void mustBeListed(TrustedRepomd root, String origin) {
    for (Repomd.Other other : root.repomd().others()) {
      Optional<RepomdEntry> entry = root.repomd().find(other.type());
      if (other.file().isPresent() && entry.isPresent()) {
        mustBe(other.file().get(), entry.get().file(), origin);
      }
    }
  }

  private void mustBe(ListedFile listed, LockedFile file, String origin) {
    try {
      boolean same =
          listed.path().equals(file.path())
              && listed.size().orElse(file.size()) == file.size()
              && OtherDigests.matches(store, file.sha256(), listed.digest());
      if (!same) {
        throw new Refusal(
            ExitCode.NOT_TRUSTED,
            new Problem(
                origin,
                "its repomd.xml does not vouch for " + file.path() + " of the lock",
                "the lock was altered: make it anew with 'pgv-bundle lock'"));
      }
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(
              origin, file.path() + " cannot be read: " + e.getMessage(), LockedDocuments.MOVED_ON),
          e);
    }
  }
}
