package org.pgv.installer.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.store.TextFiles;
import org.pgv.manifests.value.Sha256;

/**
 * Which bundle a site uses, and that it was verified: by the identity, size and times of every file
 * in it, so that verifying a bundle again costs no reading of it while nobody touched it.
 *
 * @param folder where the bundle is
 * @param signers fingerprints whose signature was confirmed
 * @param checksums the digest of SHA256SUMS, which has all others
 * @param seen of all its files as they were when it was found good; empty where a change since then
 *     might not show
 */
public record BundleMemory(
    Path folder, List<String> signers, Sha256 checksums, Optional<Sha256> seen) {
  public BundleMemory {
    signers = List.copyOf(signers);
  }

  /** What is remembered; empty where nothing is. */
  public static Optional<BundleMemory> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode root = Json.tree(Files.readString(file, StandardCharsets.UTF_8));
      return Optional.of(
          new BundleMemory(
              Path.of(root.path("folder").asText()),
              root.path("signers").valueStream().map(JsonNode::asText).toList(),
              new Sha256(root.path("checksums").asText()),
              Optional.of(root.path("seen").asText())
                  .filter(text -> !text.isEmpty())
                  .map(Sha256::new)));
    } catch (IOException | UncheckedIOException | IllegalArgumentException _) {
      // A damaged memory costs one verification and nothing else.
      return Optional.empty();
    }
  }

  public void write(Path file) throws IOException {
    TextFiles.replace(
        file,
        Json.pretty(
            Map.of(
                "folder",
                folder.toString(),
                "signers",
                signers,
                "checksums",
                checksums.hex(),
                "seen",
                seen.map(Sha256::hex).orElse(""))));
  }
}
