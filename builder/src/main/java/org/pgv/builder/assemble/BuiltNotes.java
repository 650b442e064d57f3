package org.pgv.builder.assemble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pgv.manifests.value.Sha256;

/**
 * Notes on what was built where and from what, so that building the same again is known to be
 * needless. The digests of what was written are in the bundle; a file that was touched since then,
 * in whatever way, has another time of change, which no program can set. Then it is built again.
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
    StringBuilder listing = new StringBuilder();
    try (Stream<Path> files = Files.walk(bundle)) {
      for (Path file : files.sorted().toList()) {
        listing.append(bundle.relativize(file)).append(' ').append(state(file)).append('\n');
      }
    }
    return inputs + "\n" + Sha256.of(listing.toString()) + "\n";
  }

  private static String state(Path file) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(file, "unix:mode,size,ino,ctime", LinkOption.NOFOLLOW_LINKS);
    return new TreeMap<>(attributes).toString();
  }
}
