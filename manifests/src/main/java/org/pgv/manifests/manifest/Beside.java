package org.pgv.manifests.manifest;

import java.util.Optional;

/** Finds the files that a manifest names. */
@FunctionalInterface
public interface Beside {
  /** The text of a file; empty where it is not there. */
  Optional<String> text(String name);
}
