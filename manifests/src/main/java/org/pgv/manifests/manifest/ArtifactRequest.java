package org.pgv.manifests.manifest;

/**
 * A file that goes into bundles although it is no package.
 *
 * @param name what it is called in the bundle's {@code files/}
 */
public record ArtifactRequest(String name, ArtifactTerms terms, ArtifactContent content) {}
