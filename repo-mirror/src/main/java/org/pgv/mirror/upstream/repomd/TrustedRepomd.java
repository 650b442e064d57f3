package org.pgv.mirror.upstream.repomd;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.repomd.Repomd;
import org.pgv.mirror.rpm.repomd.RepomdEntry;
import org.pgv.mirror.upstream.Mirror;

/**
 * A repository's root of metadata, found to be trusted or taken as the manifest allows.
 *
 * @param mirrors where its files can be had, the one that gave it first
 */
record TrustedRepomd(
    Repomd repomd, Texts texts, Optional<Fingerprint> signer, List<Mirror> mirrors) {

  /**
   * The documents as they came.
   *
   * @param signature armored; empty where the manifest says why there is none
   */
  record Texts(String repomd, Optional<String> signature) {}

  TrustedRepomd {
    mirrors = List.copyOf(mirrors);
  }

  /** The files of metadata that a lock names. */
  List<RepomdEntry> lockedEntries() {
    return Stream.of("primary", "modules", "updateinfo")
        .map(repomd::find)
        .flatMap(Optional::stream)
        .toList();
  }

  LockedSuite locked(String repository) {
    Function<String, LockedFile> signature = text -> file(Repomd.SIGNATURE_PATH, text);
    return new LockedSuite(
        repository,
        "",
        repomd.date(),
        new LockedSuite.Signed(
            file(Repomd.PATH, texts.repomd()), texts.signature().map(signature), signer),
        lockedEntries().stream().map(RepomdEntry::file).toList());
  }

  private static LockedFile file(String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new LockedFile(path, bytes.length, Sha256.of(bytes));
  }
}
