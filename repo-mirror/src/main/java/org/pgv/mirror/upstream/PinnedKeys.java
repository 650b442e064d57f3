package org.pgv.mirror.upstream;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.manifest.KeyFile;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.manifest.PinnedKey;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.pki.openpgp.KeyRing;

/** The keys that a manifest pins. */
public final class PinnedKeys {
  private PinnedKeys() {}

  /** All of them; refuses key files that do not hold them. */
  public static KeyRing of(ManifestDocument document, PackageRepository repository) {
    return of(document, repository.keys());
  }

  /** Some keys of the manifest; refuses key files that do not hold them. */
  public static KeyRing of(ManifestDocument document, List<PinnedKey> keys) {
    Optional<KeyRing> ring = Optional.empty();
    for (PinnedKey key : keys) {
      KeyFile file = document.keyFile(key);
      byte[] content = file.armored().getBytes(StandardCharsets.ISO_8859_1);
      KeyRing pinned =
          switch (KeyRing.read(file.name(), content, List.of(key.fingerprint()))) {
            case Loaded.Ok<KeyRing>(KeyRing ok) -> ok;
            case Loaded.Refused<KeyRing>(List<Problem> problems) ->
                throw new Refusal(ExitCode.NOT_TRUSTED, problems);
          };
      ring = Optional.of(ring.map(r -> r.plus(pinned)).orElse(pinned));
    }
    return ring.orElseThrow();
  }
}
