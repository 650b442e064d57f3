package org.pgv.mirror.artifact;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.pgv.manifests.lock.LockedArtifact;
import org.pgv.manifests.manifest.ArtifactRequest;
import org.pgv.manifests.manifest.KnownContent;
import org.pgv.manifests.manifest.RemoteFile;
import org.pgv.manifests.manifest.RemoteFile.Signature;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.fetch.Download;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.Offline;

/** A file that is fetched as it is. */
final class UrlMaker implements Maker {
  private final ArtifactRequest request;
  private final RemoteFile file;
  private final FileSignatures signatures;
  private final Optional<Fetcher> network;

  UrlMaker(
      ArtifactRequest request,
      RemoteFile file,
      FileSignatures signatures,
      Optional<Fetcher> network) {
    this.request = request;
    this.file = file;
    this.signatures = signatures;
    this.network = network;
  }

  @Override
  public List<Piece> pieces() {
    TreeMap<String, String> pins = new TreeMap<>();
    switch (file.signature().orElse(null)) {
      case Signature.OpenPgp(var _, var key) -> pins.put("openpgp", key.fingerprint().hex());
      case Signature.Minisign(var _, String key) -> pins.put("minisign", key);
      case null -> {}
    }
    return List.of(
        new Piece(
            request.name(),
            request.terms().executable(),
            new LockedArtifact.Origin(
                LockedArtifact.Kind.URL, file.version(), file.address().toString(), pins),
            "named for " + String.join(", ", request.terms().roles()),
            Optional.of(file.content())));
  }

  @Override
  public List<KnownContent> make() throws IOException, InterruptedException {
    KnownContent content = file.content();
    network
        .orElseThrow(() -> new Refusal(ExitCode.FAILED, Offline.neverFetched(request.name())))
        .fetch(
            request.name(),
            List.of(
                new Download(
                    List.of(file.address()),
                    content.size(),
                    content.sha256(),
                    Download.Authority.MANIFEST)));
    check();
    return List.of(content);
  }

  @Override
  public void check() throws IOException, InterruptedException {
    if (file.signature().isPresent()) {
      signatures.check(request.name(), file.content(), file.signature().get());
    }
  }

  @Override
  public String hint() {
    return "find out from its makers what changed before you change the manifest";
  }
}
