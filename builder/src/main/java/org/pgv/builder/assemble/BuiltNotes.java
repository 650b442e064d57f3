package org.pgv.builder.assemble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pgv.manifests.value.Sha256;

/**
 * Notes on what was built where and from what, so that building the same again is known to be
 * needless by looking at names and sizes alone. {@code pgv-bundle verify} looks at the bytes.
 */
public final class BuiltNotes {
  private final Path notes;

  public BuiltNotes(Path notes) {
    this.notes = notes;
  }

  /** Whether this very bundle was built from these inputs and looks as it did then. */
  public boolean unchanged(Path bundle, Sha256 inputs) {
    try {
      Path note = note(bundle);
      return Files.isDirectory(bundle)
          && Files.isRegularFile(note)
          && Files.readString(note, StandardCharsets.UTF_8).equals(text(bundle, inputs));
    } catch (IOException | UncheckedIOException e) {
      // Then it is built again.
      return false;
    }
  }

  public void remember(Path bundle, Sha256 inputs) throws IOException {
    Files.createDirectories(notes);
    Files.writeString(note(bundle), text(bundle, inputs), StandardCharsets.UTF_8);
  }

  private Path note(Path bundle) {
    return notes.resolve(Sha256.of(bundle.toAbsolutePath().normalize().toString()).hex());
  }

  private static String text(Path bundle, Sha256 inputs) throws IOException {
    try (Stream<Path> files = Files.walk(bundle)) {
      String listing =
          files
              .filter(Files::isRegularFile)
              .map(file -> bundle.relativize(file) + " " + file.toFile().length())
              .sorted()
              .collect(Collectors.joining("\n"));
      return inputs + "\n" + Sha256.of(listing) + "\n";
    }
  }
}
