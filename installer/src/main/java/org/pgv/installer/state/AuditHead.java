package org.pgv.installer.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.store.TextFiles;
import org.pgv.manifests.value.Sha256;

/**
 * How far an audit log had come: a chain of lines does not show what was cut off its end.
 *
 * @param lines how many there were
 * @param last the digest of the last of them
 */
record AuditHead(int lines, Sha256 last) {

  static AuditHead of(List<String> lines) {
    return new AuditHead(lines.size(), Sha256.of(lines.isEmpty() ? "" : lines.getLast()));
  }

  /** Empty where none was ever written. */
  static Optional<AuditHead> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode node = Json.tree(Files.readString(file));
    return Optional.of(
        new AuditHead(node.path("lines").asInt(), new Sha256(node.path("last").asText())));
  }

  void write(Path file) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("lines", lines);
    document.put("last", last.hex());
    TextFiles.replace(file, Json.line(document) + "\n");
  }

  /** Whether the log that came so far is the beginning of these lines, or all of them. */
  boolean begins(List<String> all) {
    return lines <= all.size() && equals(of(all.subList(0, lines)));
  }
}
