package org.pgv.mirror.deb;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the Packages file of a generated repository. */
public final class PackagesWriter {
  private PackagesWriter() {}

  /**
   * The packages sorted by name, version and architecture, each stanza as upstream wrote it but for
   * where the file is.
   *
   * @param filename where a package lies, relative to the root of the repository
   */
  public static byte[] write(List<DebPackage> packages, Function<DebPackage, String> filename) {
    return packages.stream()
        .sorted(
            Comparator.comparing(DebPackage::name)
                .thenComparing(DebPackage::version)
                .thenComparing(DebPackage::architecture))
        .map(p -> moved(p.stanza(), filename.apply(p)))
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String moved(String stanza, String filename) {
    return stanza
        .lines()
        .map(line -> line.startsWith("Filename:") ? "Filename: " + filename : line)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
