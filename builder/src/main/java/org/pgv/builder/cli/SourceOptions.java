package org.pgv.builder.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pgv.builder.verb.Locking;
import org.pgv.manifests.value.Target;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a lock or a bundle is made from. */
final class SourceOptions {
  @Parameters(
      paramLabel = "TARGET",
      description = "Operating system to build for, such as debian13.")
  Target target = Target.parse("debian13");

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "Manifest to use instead of the one that is shipped for the target.")
  @Nullable Path manifest;

  @Option(
      names = "--mirror",
      paramLabel = "NAME=URL",
      description = "Ask this mirror first for the repository of this name. Can be repeated.")
  Map<String, URI> mirrors = new TreeMap<>();

  @Option(
      names = "--allow-older",
      paramLabel = "NAME",
      description = {
        "Take an older index of the repository of this name than the lock names, or than",
        "was seen before. Can be repeated."
      })
  List<String> older = List.of();

  @Option(
      names = "--lock",
      paramLabel = "FILE",
      description = "Lock file. Default: pgv-TARGET.lock.json in the current folder.")
  @Nullable Path lock;

  @Option(names = "--offline", description = "Use only what was fetched before.")
  boolean offline;

  Locking.Request request() {
    return new Locking.Request(
        target,
        Optional.ofNullable(manifest),
        mirrors,
        Set.copyOf(older),
        offline,
        Optional.ofNullable(lock));
  }
}
