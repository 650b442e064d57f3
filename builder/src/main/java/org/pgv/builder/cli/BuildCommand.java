package org.pgv.builder.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgv.builder.verb.Building;
import org.pgv.manifests.bundle.BundleVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "build",
    description = "Build a signed bundle from the lock; make the lock first where there is none.",
    footer = {"", "Example:", "  pgv-bundle build debian13 --output /srv/bundles"})
final class BuildCommand implements Callable<Integer> {
  private final Building building;
  private final Output output;

  @Mixin private final SourceOptions source = new SourceOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Folder to put the bundle's folder into. Default: the current one.")
  private Path folder = Path.of("");

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      description = "Version of the bundle. Default: the date, such as 2026.11.20.")
  private @Nullable BundleVersion version;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Signing key. Default: the one of 'pgv-bundle keys show'; made at first use.")
  private @Nullable Path key;

  BuildCommand(Building building, Output output) {
    this.building = building;
    this.output = output;
  }

  @Override
  public Integer call() throws InterruptedException {
    output.begin(common);
    return output.built(
        building.build(
            new Building.Request(
                source.request(), folder, Optional.ofNullable(version), Optional.ofNullable(key))));
  }
}
