package org.pgv.mirror.rpm;

import org.pgv.manifests.value.Sha256;

/**
 * The file of a package, as its repository offers it.
 *
 * @param location relative to the repository's own address
 * @param size in bytes
 * @param sourceRpm the file name of the package it was built from; empty where unknown
 */
public record PackageFile(String location, long size, Sha256 sha256, String sourceRpm) {}
