package org.pgv.builder.workplace;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.pgv.manifests.store.ContentStore;

/**
 * The folders of the person who builds.
 *
 * @param cache can be removed at any time; only time is lost
 * @param configuration holds the signing key, which cannot be made again
 */
public record Workplace(Path cache, Path configuration) {

  /** The usual folders, or those that PGV_CACHE and PGV_HOME name. */
  public static Workplace of(Map<String, String> environment) {
    Path home =
        named(environment, "HOME").orElseGet(() -> Path.of(System.getProperty("user.home")));
    Path cache =
        named(environment, "PGV_CACHE")
            .or(() -> named(environment, "XDG_CACHE_HOME").map(folder -> folder.resolve("pgv")))
            .orElse(home.resolve(".cache/pgv"));
    Path configuration =
        named(environment, "PGV_HOME")
            .or(() -> named(environment, "XDG_CONFIG_HOME").map(folder -> folder.resolve("pgv")))
            .orElse(home.resolve(".config/pgv"));
    return new Workplace(cache.toAbsolutePath(), configuration.toAbsolutePath());
  }

  /** Everything that was fetched. */
  public ContentStore store() {
    return new ContentStore(cache.resolve("store"));
  }

  /** The signed indices as they were last seen. */
  public Path heads() {
    return cache.resolve("heads");
  }

  /** How new the newest of them were. */
  public Path newest() {
    return cache.resolve("newest");
  }

  /** Linked runtimes. */
  public Path runtimes() {
    return cache.resolve("runtime");
  }

  /** Notes on bundles that were built. */
  public Path built() {
    return cache.resolve("built");
  }

  /** Where artifacts are made. */
  public Path artifacts() {
    return cache.resolve("artifacts");
  }

  public Path logs() {
    return cache.resolve("log");
  }

  /** The key that signs bundles, unless another one is named. */
  public Path signingKey() {
    return configuration.resolve("keys").resolve("bundle-signing.key");
  }

  /** Mirrors that are always tried first. */
  public Path mirrors() {
    return configuration.resolve("mirrors.yaml");
  }

  private static Optional<Path> named(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isEmpty())
        .map(Path::of);
  }
}
