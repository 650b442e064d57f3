package org.pgv.manifests.manifest;

import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;

/**
 * A manifest together with the very text and files it was read from.
 *
 * @param place where it came from, as a person knows it
 */
public record ManifestDocument(String place, String text, Manifest manifest, NamedFiles files) {

  /**
   * The digest of everything a lock depends on besides the repositories themselves: this text, the
   * key and .repo files, and the version of the resolver that reads them.
   */
  public Sha256 inputs(String resolverVersion) {
    StringBuilder all = new StringBuilder();
    all.append("resolver ").append(resolverVersion).append('\n');
    all.append("manifest ").append(Sha256.of(text)).append('\n');
    for (KeyFile file : files.keys()) {
      all.append("key ").append(file.name()).append(' ').append(Sha256.of(file.armored()));
      all.append('\n');
    }
    for (TextFile file : files.repositories()) {
      all.append("repo ").append(file.name()).append(' ').append(Sha256.of(file.text()));
      all.append('\n');
    }
    return Sha256.of(all.toString());
  }

  /** The key file of a pinned key. */
  public KeyFile keyFile(PinnedKey key) {
    return files.keys().stream()
        .filter(file -> file.name().equals(key.file()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no key file " + key.file()));
  }

  /** The repository of a name; refuses one that the manifest does not have. */
  public PackageRepository repository(String name) {
    return manifest.repositories().stream()
        .filter(repository -> repository.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new Refusal(ExitCode.USAGE, new Problem(place, "has no repository " + name)));
  }
}
