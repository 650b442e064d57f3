package org.pgv.mirror.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.manifest.KnownContent;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.RemoteFile.Signature;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.upstream.PinnedKeys;
import org.pgv.pki.minisign.Minisign;
import org.pgv.pki.openpgp.SignatureVerifier;
import org.pgv.pki.openpgp.StreamCheck;

/** Checks fetched files against signatures beside them, each by the one key that is pinned. */
final class FileSignatures {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Workshop workshop;
  private final ManifestDocument document;
  private final Clock clock;
  private final Optional<Fetcher> network;

  FileSignatures(
      Workshop workshop, ManifestDocument document, Clock clock, Optional<Fetcher> network) {
    this.workshop = workshop;
    this.document = document;
    this.clock = clock;
    this.network = network;
  }

  /** Refuses a file of the store that the pinned key did not sign. */
  void check(String name, KnownContent content, Signature signature)
      throws IOException, InterruptedException {
    Sha256 inputs = Sha256.of("signature " + signature.address() + " " + content.sha256());
    Optional<KnownContent> known = workshop.remembered().find(inputs);
    Path file =
        known.isPresent()
            ? workshop.store().path(known.get().sha256())
            : fetched(name, signature, inputs);
    try {
      verify(name, workshop.store().path(content.sha256()), Files.readAllBytes(file), signature);
    } catch (Refusal e) {
      Files.delete(file);
      throw e;
    }
    if (known.isEmpty()) {
      workshop.remembered().keep(inputs, file);
    }
  }

  private Path fetched(String name, Signature signature, Sha256 inputs)
      throws IOException, InterruptedException {
    Path file = Files.createDirectories(workshop.folder()).resolve(inputs.hex() + ".signature");
    Optional<String> failure =
        network.isEmpty()
            ? Optional.of("this is an offline run")
            : network.get().open(name + ": signature", signature.address(), file);
    if (failure.isPresent()) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(
              signature.address().toString(),
              "the signature of " + name + " cannot be fetched: " + failure.get(),
              "see that the address in the manifest is right"));
    }
    return file;
  }

  private void verify(String name, Path file, byte[] signed, Signature signature)
      throws IOException {
    switch (signature) {
      case Signature.OpenPgp(var _, var key) -> {
        StreamCheck check =
            new SignatureVerifier(PinnedKeys.of(document, List.of(key)), clock).begin(signed);
        feed(file, check);
        check.conclude(name).orRefuse(name);
      }
      case Signature.Minisign(var _, String key) -> Minisign.check(name, file, signed, key);
    }
  }

  private static void feed(Path file, StreamCheck check) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        check.update(buffer, 0, count);
      }
    }
  }
}
