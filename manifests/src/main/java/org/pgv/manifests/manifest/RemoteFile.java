package org.pgv.manifests.manifest;

import java.net.URI;
import java.util.Optional;

/**
 * A file to be fetched as it is.
 *
 * @param signature beside it, where its makers sign it
 */
public record RemoteFile(
    URI address, String version, KnownContent content, Optional<Signature> signature)
    implements ArtifactContent {

  /** A signature and the one key whose word counts. */
  public sealed interface Signature {
    URI address();

    /** A detached OpenPGP signature, armored or binary. */
    record OpenPgp(URI address, PinnedKey key) implements Signature {}

    /**
     * A minisign signature.
     *
     * @param publicKey as minisign writes it: one line of base64
     */
    record Minisign(URI address, String publicKey) implements Signature {}
  }
}
