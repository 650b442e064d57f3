package org.pgv.mirror.resolve;

import java.util.Optional;

/** A name, and what is asked of its version. */
public record Relation(String name, Optional<Bound> bound) {

  /** What is asked of a version. */
  public record Bound(Comparison comparison, String version) {}

  /** The name in any version. */
  public static Relation any(String name) {
    return new Relation(name, Optional.empty());
  }

  public static Relation of(String name, Comparison comparison, String version) {
    return new Relation(name, Optional.of(new Bound(comparison, version)));
  }

  @Override
  public String toString() {
    return bound
        .map(b -> name + " (" + b.comparison().sign() + " " + b.version() + ")")
        .orElse(name);
  }
}
