package org.pgv.pki.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.bundle.ControlFile;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.pki.openpgp.KeyRing;

/** Whose signature the operator trusts. */
public sealed interface TrustedSigners {

  /** Keys in files that came by another way than the bundle: all, or those of fingerprints. */
  record KeyFiles(List<Path> files, List<Fingerprint> only) implements TrustedSigners {
    public KeyFiles {
      files = List.copyOf(files);
      only = List.copyOf(only);
    }
  }

  /** Keys of these fingerprints; the keys themselves may be the copies in the bundle. */
  record Fingerprints(List<Fingerprint> fingerprints) implements TrustedSigners {
    public Fingerprints {
      fingerprints = List.copyOf(fingerprints);
    }
  }

  /** Nothing was said yet: the bundle's own key is shown, and must be confirmed. */
  record NotYetKnown() implements TrustedSigners {}

  /** What the operator's {@code --key} and {@code --fingerprint} mean together. */
  static TrustedSigners of(List<Path> keyFiles, List<Fingerprint> fingerprints) {
    if (!keyFiles.isEmpty()) {
      return new KeyFiles(keyFiles, fingerprints);
    }
    return fingerprints.isEmpty() ? new NotYetKnown() : new Fingerprints(fingerprints);
  }

  /** The keys to verify a bundle with. */
  default Loaded<KeyRing> keys(Path bundle) throws IOException {
    Path ownKey = bundle.resolve(BundleLayout.SIGNER_KEY);
    return switch (this) {
      case KeyFiles(List<Path> files, List<Fingerprint> only) ->
          switch (KeyRing.readAll(files)) {
            case Loaded.Ok<KeyRing>(KeyRing all) when !only.isEmpty() ->
                all.select(files.toString(), only);
            case Loaded<KeyRing> either -> either;
          };
      case Fingerprints(List<Fingerprint> fingerprints) ->
          switch (own(ownKey)) {
            case Loaded.Ok<KeyRing>(KeyRing own) -> own.select(ownKey.toString(), fingerprints);
            case Loaded.Refused<KeyRing> refused -> refused;
          };
      case NotYetKnown() ->
          switch (own(ownKey)) {
            case Loaded.Ok<KeyRing>(KeyRing own) -> unconfirmed(ownKey, own);
            case Loaded.Refused<KeyRing> refused -> refused;
          };
    };
  }

  private static Loaded<KeyRing> own(Path file) throws IOException {
    return switch (ControlFile.read(file, KeyRing.MOST_BYTES)) {
      case Loaded.Ok<byte[]>(byte[] content) -> KeyRing.readAll(file.toString(), content);
      case Loaded.Refused<byte[]>(List<Problem> problems) -> new Loaded.Refused<>(problems);
    };
  }

  private static Loaded<KeyRing> unconfirmed(Path file, KeyRing own) {
    String shown =
        own.fingerprints().stream()
            .map(key -> key + " " + own.userIds(key))
            .collect(Collectors.joining(", "));
    return new Loaded.Refused<>(
        List.of(
            new Problem(
                file.toString(),
                "nobody confirmed yet that this key may sign bundles: " + shown,
                "compare the fingerprint with the one the bundle's maker published, then run"
                    + " again with --fingerprint "
                    + own.fingerprints().getFirst())));
  }
}
