package org.pgv.manifests.manifest;

import org.pgv.manifests.value.Fingerprint;

/** A key file, and the primary key that must be in it. Only that key is ever trusted. */
public record PinnedKey(String file, Fingerprint fingerprint) {}
