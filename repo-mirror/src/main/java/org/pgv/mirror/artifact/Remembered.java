package org.pgv.mirror.artifact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.manifest.KnownContent;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Sha256;

/** What came of something that was made or fetched before, by the digest of all that went in. */
final class Remembered {
  private final Path notes;
  private final ContentStore store;

  Remembered(Path notes, ContentStore store) {
    this.notes = notes;
    this.store = store;
  }

  /** The content, if it is in the store still. */
  Optional<KnownContent> find(Sha256 inputs) throws IOException {
    Path note = notes.resolve(inputs.hex());
    if (!Files.isRegularFile(note)) {
      return Optional.empty();
    }
    List<String> words = List.of(Files.readString(note, StandardCharsets.UTF_8).strip().split(" "));
    KnownContent content =
        new KnownContent(Long.parseLong(words.getLast()), new Sha256(words.getFirst()));
    return store.has(content.sha256(), content.size()) ? Optional.of(content) : Optional.empty();
  }

  /** Takes a finished file into the store and notes what it came of. */
  KnownContent keep(Sha256 inputs, Path file) throws IOException {
    KnownContent content = new KnownContent(Files.size(file), Sha256.of(file));
    store.adopt(file, content.sha256());
    Path written = Files.createTempFile(Files.createDirectories(notes), ".note", "");
    Files.writeString(written, content.sha256() + " " + content.size() + "\n");
    Files.move(written, notes.resolve(inputs.hex()), StandardCopyOption.ATOMIC_MOVE);
    return content;
  }
}
