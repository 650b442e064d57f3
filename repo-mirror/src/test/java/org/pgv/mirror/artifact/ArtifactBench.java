package org.pgv.mirror.artifact;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.manifest.KeyFile;
import org.pgv.manifests.manifest.Manifest;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.ManifestReader;
import org.pgv.manifests.manifest.NamedFiles;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;
import org.pgv.mirror.fetch.EnvironmentProxies;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.Patience;

/** A place to make artifacts in: a store and a work folder of its own. */
final class ArtifactBench implements AutoCloseable {
  private static final String HEAD =
      """
      apiVersion: pgv/v1
      target: debian13
      repositories:
        - name: debian
          suites: [trixie]
          components: [main]
          keys: [{ file: a.asc, fingerprint: 04B54C3CDCA79751B16BC6B5225629DF75B188BD }]
      packages: { base: [bash] }
      artifacts:
      """;

  private final ContentStore store;
  private final Workshop workshop;
  private final Fetcher fetcher;

  ArtifactBench(Path folder, Optional<GoProxies> proxies, Patience patience) {
    this.store = new ContentStore(folder.resolve("store"));
    this.workshop =
        new Workshop(
            store, folder.resolve("artifacts"), System.getenv(), proxies, Reporter.silent());
    this.fetcher =
        new Fetcher(store, Reporter.silent(), patience, new EnvironmentProxies(System.getenv()));
  }

  ContentStore store() {
    return store;
  }

  GoModules modules() {
    return new GoModules(workshop, Optional.of(fetcher));
  }

  /** The artifacts that some lines of YAML, a list, describe. */
  Artifacts artifacts(String list, KeyFile... keys) {
    return artifacts(list, Optional.of(fetcher), keys);
  }

  Artifacts offline(String list, KeyFile... keys) {
    return artifacts(list, Optional.empty(), keys);
  }

  private Artifacts artifacts(String list, Optional<Fetcher> network, KeyFile... keys) {
    String text = HEAD + list.indent(2);
    Manifest manifest =
        ManifestReader.read("manifest.yaml", text, _ -> Optional.empty()).orRefuse();
    ManifestDocument document =
        new ManifestDocument(
            "manifest.yaml", text, manifest, new NamedFiles(List.of(keys), List.of(), List.of()));
    return new Artifacts(workshop, document, Clock.systemUTC(), network);
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
