package org.pgv.manifests.manifest;

/** What an artifact is made of. */
public sealed interface ArtifactContent permits GitCommit, GoProgram, RemoteFile {}
