package org.pgv.installer.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.manifests.json.Json;

/**
 * What a PostgreSQL server of a host runs with, as it says itself.
 *
 * @param cluster the name it goes by
 * @param leads whether it takes writes
 * @param settings of what only a start changes, as {@code pg_settings} shows them
 * @param pending what its files say otherwise than it runs with
 */
public record RunningServer(
    String cluster, boolean leads, SortedMap<String, String> settings, List<String> pending) {

  public RunningServer {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    pending = List.copyOf(pending);
  }

  /** Those that answer on a host of ours. */
  static List<RunningServer> read(List<String> lines) {
    return lines.stream()
        .map(Json::tree)
        .filter(node -> node.has("server"))
        .map(RunningServer::of)
        .toList();
  }

  private static RunningServer of(JsonNode node) {
    SortedMap<String, String> settings = new TreeMap<>();
    node.path("settings")
        .properties()
        .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
    List<String> pending = new ArrayList<>();
    node.path("pending").forEach(name -> pending.add(name.asText()));
    return new RunningServer(
        node.path("server").asText(), node.path("leads").asBoolean(), settings, pending);
  }
}
