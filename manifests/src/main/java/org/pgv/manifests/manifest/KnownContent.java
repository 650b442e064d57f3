package org.pgv.manifests.manifest;

import org.pgv.manifests.value.Sha256;

/** Bytes that are known before they are there. */
public record KnownContent(long size, Sha256 sha256) {}
