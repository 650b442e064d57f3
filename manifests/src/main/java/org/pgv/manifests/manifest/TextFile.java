package org.pgv.manifests.manifest;

/** A file that a manifest names and that lies beside it, with its text. */
public record TextFile(String name, String text) {}
