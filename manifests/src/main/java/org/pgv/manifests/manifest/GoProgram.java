package org.pgv.manifests.manifest;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A program that is built from a Go module.
 *
 * @param module the module that has it
 * @param recipe how it is built
 * @param result what is known to come of it; where nothing is, making a lock takes building it
 * @param source whether the module's archive is carried beside it, as some licences ask
 */
public record GoProgram(GoModule module, GoRecipe recipe, Result result, boolean source)
    implements ArtifactContent {

  /**
   * A module as the Go checksum database knows it.
   *
   * @param sum the hash of all its files, {@code h1:…}
   */
  public record GoModule(String path, String version, String sum) {
    @Override
    public String toString() {
      return path + "@" + version;
    }
  }

  /**
   * How a program is built.
   *
   * @param folder of the package below the module, {@code .} for the module's own
   * @param patches what is changed in the module's source first, in this order
   * @param linkerFlags each a flag with its value
   */
  public record GoRecipe(
      String folder, List<SourcePatch> patches, List<String> linkerFlags, Toolchain toolchain) {
    public GoRecipe {
      patches = List.copyOf(patches);
      linkerFlags = List.copyOf(linkerFlags);
    }
  }

  /**
   * A release of Go.
   *
   * @param version such as {@code go1.26.8}
   * @param sums the hash of its module for each machine it runs on, such as {@code linux-amd64}
   */
  public record Toolchain(String version, SortedMap<String, String> sums) {
    public Toolchain {
      sums = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(sums));
    }
  }

  /** What is known to come of a build. */
  public record Result(Optional<KnownContent> program, Optional<KnownContent> source) {}
}
