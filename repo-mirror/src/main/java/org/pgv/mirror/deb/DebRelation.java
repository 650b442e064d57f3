package org.pgv.mirror.deb;

import java.util.List;
import java.util.Optional;

/**
 * One package named in a relation field.
 *
 * @param qualifier what follows the colon of {@code python3:any}; empty where nothing does
 * @param architectures the restriction of {@code [linux-any !arm64]}; empty where there is none
 */
public record DebRelation(
    String name, String qualifier, Optional<VersionBound> bound, List<String> architectures) {

  public DebRelation {
    architectures = List.copyOf(architectures);
  }

  @Override
  public String toString() {
    return name
        + (qualifier.isEmpty() ? "" : ":" + qualifier)
        + bound.map(b -> " (" + b + ")").orElse("")
        + (architectures.isEmpty() ? "" : " [" + String.join(" ", architectures) + "]");
  }
}
