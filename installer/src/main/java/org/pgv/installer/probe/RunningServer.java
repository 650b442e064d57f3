package org.pgv.installer.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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
    String cluster,
    boolean leads,
    SortedMap<String, String> settings,
    List<String> pending,
    Files files) {

  /**
   * What stands in files that anybody with the right to do so may have changed.
   *
   * @param access the lines of {@code pg_hba.conf} that say something
   * @param altered what {@code ALTER SYSTEM} has set, but for what a recovery is told
   * @param shared what all members share, in Patroni's own copy of it; JSON, empty where there is
   *     none yet
   */
  public record Files(List<String> access, SortedMap<String, String> altered, String shared) {
    public Files {
      access = List.copyOf(access);
      altered = Collections.unmodifiableSortedMap(new TreeMap<>(altered));
    }
  }

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
    List<String> pending = new ArrayList<>();
    node.path("pending").forEach(name -> pending.add(name.asText()));
    return new RunningServer(
        node.path("server").asText(),
        node.path("leads").asBoolean(),
        texts(node.path("settings")),
        pending,
        new Files(
            text(node.path("access"))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList(),
            texts(node.path("altered")),
            text(node.path("shared"))));
  }

  private static SortedMap<String, String> texts(JsonNode object) {
    SortedMap<String, String> texts = new TreeMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText("")));
    return texts;
  }

  /** A file, whatever its letters are. */
  private static String text(JsonNode base64) {
    return new String(Base64.getMimeDecoder().decode(base64.asText("")), StandardCharsets.UTF_8);
  }
}
