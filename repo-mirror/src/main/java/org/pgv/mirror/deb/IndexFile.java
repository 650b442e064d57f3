package org.pgv.mirror.deb;

import org.pgv.manifests.value.Sha256;

/**
 * A file that a signed Release file vouches for.
 *
 * @param path relative to the Release file, such as {@code main/binary-amd64/Packages.xz}
 */
public record IndexFile(String path, long size, Sha256 sha256) {}
