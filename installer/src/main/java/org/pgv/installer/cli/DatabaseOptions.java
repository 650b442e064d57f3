package org.pgv.installer.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgv.installer.connect.Audience;
import org.pgv.manifests.site.Site;
import picocli.CommandLine.Option;

/** What a command can be told that is about one database. */
final class DatabaseOptions {
  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "The cluster (default: the first).")
  private @Nullable String cluster;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      description = "The database (default: the cluster's first).")
  private @Nullable String database;

  /** Who connects to it: this role, or else its owner. */
  Audience audience(Site site, Optional<String> role) {
    return Audience.of(site, Optional.ofNullable(cluster), Optional.ofNullable(database), role);
  }
}
