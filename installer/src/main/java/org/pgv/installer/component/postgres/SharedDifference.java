package org.pgv.installer.component.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.yaml.YamlText;

/**
 * In what the configuration that members share is otherwise than it is wanted.
 *
 * @param lines a setting each, with what it is and what it should be
 * @param patch what brings it there, in JSON: Patroni takes away what is null. In YAML a word such
 *     as {@code on} would be a text to whom wrote it, and a truth value to Patroni
 */
record SharedDifference(List<String> lines, String patch) {
  /** Whoever pauses a cluster does so for a time, and ends it. */
  private static final String PAUSE = "pause";

  SharedDifference {
    lines = List.copyOf(lines);
  }

  /**
   * Compares.
   *
   * @param wanted in YAML
   * @param found in JSON
   */
  static SharedDifference of(String wanted, String found) {
    List<String> lines = new ArrayList<>();
    Map<String, Object> patch = patch("", YamlText.read(wanted), Json.tree(found), lines);
    return new SharedDifference(lines, json(patch));
  }

  static boolean isPaused(String found) {
    return !found.isBlank() && Json.tree(found).path(PAUSE).asBoolean();
  }

  boolean isNone() {
    return lines.isEmpty();
  }

  /** What is alike stands in it as well: it is as harmless as it is short. */
  private static Map<String, Object> patch(
      String path, Map<?, ?> wanted, JsonNode found, List<String> lines) {
    Map<String, Object> patch = new LinkedHashMap<>();
    wanted.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          JsonNode there = found.path(name);
          if (value instanceof Map<?, ?> inner) {
            patch.put(name, patch(path + name + ".", inner, there, lines));
            return;
          }
          patch.put(name, value);
          String text = String.valueOf(value);
          if (!there.isValueNode() || !there.asText().equals(text)) {
            lines.add("%s%s: %s, not %s".formatted(path, name, text, text(there)));
          }
        });
    for (Map.Entry<String, JsonNode> entry : found.properties()) {
      String name = entry.getKey();
      boolean known = wanted.containsKey(name) || (path.isEmpty() && name.equals(PAUSE));
      if (!known && !entry.getValue().isNull()) {
        patch.put(name, null);
        lines.add(path + name + ": none, not " + text(entry.getValue()));
      }
    }
    return patch;
  }

  private static String json(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .map(entry -> Json.line(entry.getKey()) + ": " + json(entry.getValue()))
            .collect(Collectors.joining(", ", "{", "}"))
        : value == null ? "null" : Json.line(value);
  }

  private static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "none";
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
