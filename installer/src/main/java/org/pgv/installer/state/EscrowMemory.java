package org.pgv.installer.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.store.TextFiles;

/**
 * Whether the operator was given the keys that the site's backups have now.
 *
 * @param present the digest of what an escrow would say; empty where there are no backups
 * @param written the digest of what the last one said; empty where none was made
 */
public record EscrowMemory(String present, String written) {
  private static final EscrowMemory NOTHING = new EscrowMemory("", "");

  /** What is remembered; a memory that cannot be read asks for another escrow. */
  public static EscrowMemory read(Path file) {
    if (!Files.exists(file)) {
      return NOTHING;
    }
    try {
      JsonNode root = Json.tree(Files.readString(file));
      return new EscrowMemory(root.path("present").asText(), root.path("written").asText());
    } catch (IOException | UncheckedIOException _) {
      return NOTHING;
    }
  }

  /** Whether one is to be made, for the first time or anew. */
  public boolean isDue() {
    return !present.equals(written);
  }

  /**
   * Changes what is remembered, one at a time: an escrow that is being written does not hide that
   * the keys have changed meanwhile.
   */
  public static void change(Path file, UnaryOperator<EscrowMemory> change) {
    try (Turn _ = Turn.at(file)) {
      EscrowMemory known = read(file);
      EscrowMemory next = change.apply(known);
      if (!next.equals(known)) {
        TextFiles.replace(
            file, Json.pretty(Map.of("present", next.present, "written", next.written)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
