package org.pgv.mirror.deb;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the Packages file of a generated repository. */
public final class PackagesWriter {
  private static final String FILENAME = "Filename:";

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
    StringBuilder out = new StringBuilder(stanza.length() + filename.length());
    boolean replaced = false;
    for (String line : stanza.lines().toList()) {
      boolean goesOn = line.startsWith(" ") || line.startsWith("\t");
      if (!goesOn) {
        replaced = line.regionMatches(true, 0, FILENAME, 0, FILENAME.length());
        out.append(replaced ? FILENAME + " " + filename : line).append('\n');
      } else if (!replaced) {
        out.append(line).append('\n');
      }
    }
    return out.toString();
  }
}
