package org.pgv.builder.assemble;

import java.nio.file.Path;
import java.time.Instant;
import org.pgv.manifests.bundle.BundleVersion;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.manifest.ManifestDocument;

/**
 * A bundle that is to be built.
 *
 * @param time the time its files bear
 * @param output the folder that the bundle's own folder is made in
 */
public record Assembly(
    ManifestDocument document, Lock lock, BundleVersion version, Instant time, Path output) {}
