package org.pgv.manifests.lock;

import java.util.OptionalLong;
import org.pgv.manifests.value.StrongDigest;

/**
 * A file as an index lists it, which a lock cannot name yet: not by SHA-256, or without its size.
 *
 * @param path where it lies in the repository
 * @param size in bytes; empty where the index does not say
 */
public record ListedFile(String path, OptionalLong size, StrongDigest digest) {}
