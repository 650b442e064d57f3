package org.pgv.mirror.upstream.repomd;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.value.Blob;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.mirror.rpm.repomd.Repomd;
import org.pgv.mirror.rpm.repomd.RepomdEntry;
import org.pgv.mirror.upstream.Mirror;

/**
 * A repository's root of metadata, found to be trusted or taken as the manifest allows.
 *
 * @param mirrors where its files can be had, the one that gave it first
 */
record TrustedRepomd(
    Repomd repomd, Documents documents, Optional<Fingerprint> signer, List<Mirror> mirrors) {

  /**
   * The documents as they came.
   *
   * @param signature armored or not; empty where the manifest says why there is none
   */
  record Documents(Blob repomd, Optional<Blob> signature) {}

  TrustedRepomd {
    mirrors = List.copyOf(mirrors);
  }

  /** The same with more known of its files. */
  TrustedRepomd with(Repomd completed) {
    return new TrustedRepomd(completed, documents, signer, mirrors);
  }

  /** The files of metadata that a lock names. */
  List<RepomdEntry> lockedEntries() {
    return Stream.of("primary", "modules", "updateinfo")
        .map(repomd::find)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The repository as a lock has it.
   *
   * @param now the latest time that it can be of: others' clocks may be ahead, and a bundle whose
   *     signatures are of tomorrow does not verify today
   */
  LockedSuite locked(String repository, Instant now) {
    Function<Blob, LockedFile> signature = content -> file(Repomd.SIGNATURE_PATH, content);
    return new LockedSuite(
        repository,
        "",
        repomd.date().isAfter(now) ? now : repomd.date(),
        new LockedSuite.Signed(
            file(Repomd.PATH, documents.repomd()), documents.signature().map(signature), signer),
        lockedEntries().stream().map(RepomdEntry::file).toList());
  }

  private static LockedFile file(String path, Blob content) {
    return new LockedFile(path, content.size(), content.sha256());
  }
}
