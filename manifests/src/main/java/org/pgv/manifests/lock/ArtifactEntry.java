package org.pgv.manifests.lock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pgv.manifests.value.Sha256;

/** An artifact as a lock file has it. */
final class ArtifactEntry {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

  private ArtifactEntry() {}

  static Map<String, Object> of(LockedArtifact artifact) {
    return Map.ofEntries(
        Map.entry("name", artifact.name()),
        Map.entry("size", artifact.file().size()),
        Map.entry("sha256", artifact.file().sha256().hex()),
        Map.entry("executable", artifact.executable()),
        Map.entry("kind", artifact.origin().kind().word()),
        Map.entry("version", artifact.origin().version()),
        Map.entry("from", artifact.origin().from()),
        Map.entry("pins", artifact.origin().pins()),
        Map.entry("licence", artifact.licence()),
        Map.entry("roles", artifact.need().roles()),
        Map.entry("why", artifact.need().why()));
  }

  static LockedArtifact read(JsonNode node) {
    return new LockedArtifact(
        new LockedFile(
            name(LockFile.text(node, "name")),
            LockFile.field(node, "size").asLong(-1),
            new Sha256(LockFile.text(node, "sha256"))),
        LockFile.field(node, "executable").asBoolean(),
        new LockedArtifact.Origin(
            LockedArtifact.Kind.parse(LockFile.text(node, "kind")),
            LockFile.text(node, "version"),
            LockFile.text(node, "from"),
            pins(node)),
        LockFile.text(node, "licence"),
        new LockedArtifact.Need(LockFile.texts(node, "roles"), LockFile.text(node, "why")));
  }

  private static SortedMap<String, String> pins(JsonNode node) {
    SortedMap<String, String> pins = new TreeMap<>();
    LockFile.optional(node, "pins")
        .ifPresent(
            all -> all.properties().forEach(e -> pins.put(e.getKey(), e.getValue().asText())));
    return pins;
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("not a file name: '" + text + "'");
    }
    return text;
  }
}
