package org.pgv.builder.lock;

import java.util.Optional;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.upstream.MirrorChoice;

/**
 * Where packages are looked for.
 *
 * @param network empty to use only what was fetched before
 */
public record Sources(ManifestDocument document, MirrorChoice mirrors, Optional<Fetcher> network) {}
