package org.pgv.installer.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pgv.installer.enrolment.Release;
import org.pgv.manifests.bundle.BundleVersion;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.store.TextFiles;
import org.pgv.manifests.value.Sha256;

/** What a site remembers of the bundle that was last applied, for hosts may be new. */
public final class BundleFloor {
  private BundleFloor() {}

  /** Empty where none was applied yet; a memory that cannot be read lets no bundle pass. */
  public static Optional<Release> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode root = Json.tree(Files.readString(file));
      return Optional.of(
          new Release(
              root.path("name").asText(),
              new BundleVersion(root.path("version").asText()),
              Instant.parse(root.path("createdAt").asText()),
              new Sha256(root.path("digest").asText())));
    } catch (IOException | UncheckedIOException | IllegalArgumentException | DateTimeException e) {
      throw new Refusal(
          ExitCode.DOWNGRADE,
          new Problem(
              file.toString(),
              "does not say which bundle was last applied",
              "restore it from a backup, or remove it: each host knows its own"),
          e);
    }
  }

  public static void write(Path file, Release applied) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", applied.name());
    document.put("version", applied.version().text());
    document.put("createdAt", applied.createdAt().toString());
    document.put("digest", applied.digest().hex());
    try {
      TextFiles.replace(file, Json.pretty(document));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
