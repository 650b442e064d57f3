package org.pgv.manifests.manifest;

/** An armored key file that a manifest names, with its text. */
public record KeyFile(String name, String armored) {}
