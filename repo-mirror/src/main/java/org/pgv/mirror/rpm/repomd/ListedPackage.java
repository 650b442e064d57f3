package org.pgv.mirror.rpm.repomd;

import java.time.Instant;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.mirror.rpm.file.PackageDescription;

/**
 * A package of a repository that is to be written.
 *
 * @param description what its own header says
 * @param file where it will lie, relative to the repository's address
 * @param time what the repository gives as the time of the file
 */
public record ListedPackage(PackageDescription description, LockedFile file, Instant time) {}
