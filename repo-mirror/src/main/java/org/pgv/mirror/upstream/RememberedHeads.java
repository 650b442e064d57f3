package org.pgv.mirror.upstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Blob;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.fetch.Validators;

/** Keeps the signed index last seen at an address, to ask only for changes and to work offline. */
final class RememberedHeads {
  private final Path folder;
  private final ContentStore store;

  /** A signed index as it was seen, and what its server gave to ask again by. */
  record Head(Blob content, Validators validators) {}

  RememberedHeads(Path folder, ContentStore store) {
    this.folder = folder;
    this.store = store;
  }

  Optional<Head> find(URI address) {
    Path note = note(address);
    if (!Files.isRegularFile(note)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(note, StandardCharsets.UTF_8);
      Sha256 digest = new Sha256(lines.get(1));
      Blob content = new Blob(Files.readAllBytes(store.path(digest)));
      if (!content.sha256().equals(digest)) {
        return Optional.empty();
      }
      return Optional.of(
          new Head(content, new Validators(given(lines.get(2)), given(lines.get(3)))));
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // A damaged cache is no reason to fail: the index is fetched again.
      return Optional.empty();
    }
  }

  void remember(URI address, Head head) {
    try {
      Sha256 digest = store.put(head.content().bytes());
      String note =
          String.join(
              "\n",
              address.toString(),
              digest.hex(),
              head.validators().entityTag().orElse(""),
              head.validators().lastModified().orElse(""),
              "");
      Path written = Files.createTempFile(Files.createDirectories(folder), "head", "");
      Files.writeString(written, note, StandardCharsets.UTF_8);
      Files.move(written, note(address), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the cache cannot be written", e);
    }
  }

  private Path note(URI address) {
    return folder.resolve(Sha256.of(address.toString()).hex() + ".json");
  }

  private static Optional<String> given(String line) {
    return Optional.of(line).filter(value -> !value.isEmpty());
  }
}
