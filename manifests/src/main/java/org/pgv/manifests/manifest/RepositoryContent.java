package org.pgv.manifests.manifest;

/** What is taken from a repository, in the terms of its packaging family. */
public sealed interface RepositoryContent permits AptSuites, Repodata {}
