package org.pgv.manifests.site;

import java.util.List;

/** A database that must exist, with its owner and extensions. */
public record Database(String name, String owner, List<String> extensions) {
  public Database {
    extensions = List.copyOf(extensions);
  }
}
