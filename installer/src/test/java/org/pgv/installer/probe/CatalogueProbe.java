package org.pgv.installer.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** The part of the probe that looks into a server, for one that is in a folder of a test. */
public final class CatalogueProbe {
  private CatalogueProbe() {}

  public static String script(Path record, Path sockets) throws IOException {
    try (InputStream in = Probe.class.getResourceAsStream("catalogue.sh")) {
      String script = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return "record=%s\ntab=$(printf '\\t')\nsection() { printf '== %%s\\n' \"$1\"; }\n"
              .formatted(record)
          + script.replace("/run/postgresql/", sockets + "/")
          + "section end\n";
    }
  }

  public static Optional<Catalogue> read(String output) {
    return CatalogueReader.read(Sections.of(output).of(Sections.Section.CATALOGUE));
  }
}
