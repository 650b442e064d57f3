package org.pgv.builder.verb;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pgv.builder.lock.Repositories;
import org.pgv.builder.workplace.Workplace;
import org.pgv.manifests.manifest.GoProgram;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.ManifestReader;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.yaml.YamlFile;
import org.pgv.manifests.yaml.YamlMapping;
import org.pgv.mirror.artifact.Artifacts;
import org.pgv.mirror.artifact.GoProxies;
import org.pgv.mirror.artifact.Workshop;
import org.pgv.mirror.fetch.EnvironmentProxies;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.Netrc;
import org.pgv.mirror.fetch.Patience;
import org.pgv.mirror.upstream.AptSources;
import org.pgv.mirror.upstream.MirrorChoice;

/**
 * What every verb works with.
 *
 * @param apt where this machine's own package sources are, usually {@code /etc/apt}
 */
public record Session(
    Workplace workplace,
    Map<String, String> environment,
    Path apt,
    Clock clock,
    Reporter reporter) {

  public Session {
    environment = new TreeMap<>(environment);
  }

  /** Reads repositories with this machine's cache. */
  Repositories repositories() {
    return new Repositories(workplace.store(), workplace.heads(), clock, reporter);
  }

  /** The network, unless the run is offline. */
  Optional<Fetcher> network(boolean offline) {
    return offline
        ? Optional.empty()
        : Optional.of(
            new Fetcher(
                workplace.store(),
                reporter,
                Patience.usual(),
                new EnvironmentProxies(environment),
                Netrc.of(environment)));
  }

  /** The artifacts of a manifest. */
  Artifacts artifacts(ManifestDocument document, Optional<Fetcher> network) {
    Workshop workshop =
        new Workshop(
            workplace.store(), workplace.artifacts(), environment, goProxies(document), reporter);
    return new Artifacts(workshop, document, clock, network);
  }

  /** Only a manifest with Go programs needs to know. */
  private Optional<GoProxies> goProxies(ManifestDocument document) {
    boolean needed =
        document.manifest().artifacts().stream().anyMatch(a -> a.content() instanceof GoProgram);
    Optional<String> configured =
        needed && Files.isRegularFile(workplace.mirrors())
            ? YamlFile.read(workplace.mirrors(), Session::goProxy).orRefuse()
            : Optional.empty();
    return needed
        ? configured.map(GoProxies::new).or(() -> GoProxies.ofThisMachine(environment))
        : Optional.empty();
  }

  private static Optional<String> goProxy(YamlMapping top) {
    top.leaveOthers();
    return top.optionalText("goProxy");
  }

  /** The order of mirrors, those of this run before those of the configuration. */
  MirrorChoice mirrors(Map<String, URI> named) {
    Map<String, URI> configured =
        Files.isRegularFile(workplace.mirrors())
            ? YamlFile.read(workplace.mirrors(), Session::configured).orRefuse()
            : Map.of();
    return new MirrorChoice(named, configured, AptSources.read(apt, reporter));
  }

  private static Map<String, URI> configured(YamlMapping top) {
    top.has("goProxy");
    return top.mapping("mirrors", Session::addresses).orElse(Map.of());
  }

  private static Map<String, URI> addresses(YamlMapping map) {
    Map<String, URI> addresses = new TreeMap<>();
    for (String name : map.keys()) {
      map.value(name, ManifestReader::mirror).ifPresent(uri -> addresses.put(name, uri));
    }
    return addresses;
  }
}
