package org.pgv.mirror.upstream.repomd;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.manifest.TlsFiles;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Secret;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.pki.x509.TlsContexts;

/**
 * Makes this machine known to the servers of repositories that ask for a client certificate, such
 * as Red Hat's content network, and the servers to it.
 */
final class Introductions {
  private final Optional<Fetcher> network;
  private final Reporter reporter;
  private final Map<TlsFiles, Optional<SSLContext>> contexts = new ConcurrentHashMap<>();

  Introductions(Optional<Fetcher> network, Reporter reporter) {
    this.network = network;
    this.reporter = reporter;
  }

  /** From now on, what lies below the address is asked for as the repository wants it. */
  void make(PackageRepository repository, URI address) {
    TlsFiles files = RepomdJudge.content(repository).tls();
    if (network.isPresent() && !files.equals(TlsFiles.NONE)) {
      contexts
          .computeIfAbsent(files, one -> context(repository, one))
          .ifPresent(tls -> network.get().introduce(address, tls));
    }
  }

  /** On another machine than the manifest's author's, a mirror may do without such files. */
  private Optional<SSLContext> context(PackageRepository repository, TlsFiles files) {
    try {
      Optional<TlsContexts.Shown> shown = Optional.empty();
      if (files.certificate().isPresent()) {
        Path certificate = files.certificate().get();
        Secret key = new Secret(text(files.key().orElse(certificate)));
        shown = Optional.of(new TlsContexts.Shown(text(certificate), key));
      }
      Optional<String> authorities = Optional.empty();
      if (files.authorities().isPresent()) {
        authorities = Optional.of(text(files.authorities().get()));
      }
      return Optional.of(TlsContexts.of(authorities, shown));
    } catch (IOException e) {
      return unknown(repository, e.getMessage() + " cannot be read");
    } catch (GeneralSecurityException e) {
      return unknown(repository, "one of " + named(files) + " " + e.getMessage());
    }
  }

  private Optional<SSLContext> unknown(PackageRepository repository, String why) {
    Problem problem =
        new Problem(
            repository.name(),
            "its servers are asked without a client certificate: " + why,
            "put the files there, or name a mirror that asks for none");
    reporter.report(new Event.Warned(problem));
    return Optional.empty();
  }

  private static String named(TlsFiles files) {
    return String.join(
        ", ",
        Stream.of(files.authorities(), files.certificate(), files.key())
            .flatMap(Optional::stream)
            .map(Path::toString)
            .toList());
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
