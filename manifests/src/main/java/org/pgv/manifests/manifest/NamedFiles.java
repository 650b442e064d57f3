package org.pgv.manifests.manifest;

import java.util.List;

/**
 * The files that a manifest names, as they lie beside it.
 *
 * @param keys armored key files, which may also be shipped ones
 * @param repositories {@code .repo} files
 * @param baselines lists of installed packages
 */
public record NamedFiles(
    List<KeyFile> keys, List<TextFile> repositories, List<TextFile> baselines) {
  public NamedFiles {
    keys = List.copyOf(keys);
    repositories = List.copyOf(repositories);
    baselines = List.copyOf(baselines);
  }
}
