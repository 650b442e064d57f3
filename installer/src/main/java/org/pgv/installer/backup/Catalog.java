package org.pgv.installer.backup;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.manifests.json.Json;

/**
 * What is in a cluster's repository, as {@code pgbackrest info} says it.
 *
 * @param backups the oldest first
 * @param status pgBackRest's own word for it; {@code ok} where all is well
 * @param newestWal the last segment that arrived; empty where none did
 */
public record Catalog(List<Entry> backups, String status, String newestWal, boolean atWork) {

  /**
   * A backup.
   *
   * @param type {@code full}, {@code diff} or {@code incr}
   * @param end from here on the cluster can be restored from it
   * @param clusterBytes what was backed up
   * @param keptBytes what it takes in the repository, beside those it builds on
   */
  public record Entry(
      String label, String type, Instant begin, Instant end, long clusterBytes, long keptBytes) {}

  public Catalog {
    backups = List.copyOf(backups);
  }

  /** Reads the answer for one stanza; empty where there is none that can be read. */
  public static Optional<Catalog> parse(String json) {
    try {
      JsonNode stanza = Json.tree(json).path(0);
      return stanza.isMissingNode() ? Optional.empty() : Optional.of(read(stanza));
    } catch (UncheckedIOException _) {
      return Optional.empty();
    }
  }

  private static Catalog read(JsonNode stanza) {
    List<Entry> backups = new ArrayList<>();
    for (JsonNode node : stanza.path("backup")) {
      JsonNode info = node.path("info");
      backups.add(
          new Entry(
              node.path("label").asText(),
              node.path("type").asText(),
              Instant.ofEpochSecond(node.path("timestamp").path("start").asLong()),
              Instant.ofEpochSecond(node.path("timestamp").path("stop").asLong()),
              info.path("size").asLong(),
              info.path("repository").path("delta").asLong()));
    }
    String newest = "";
    for (JsonNode archive : stanza.path("archive")) {
      newest = archive.path("max").asText("");
    }
    return new Catalog(
        backups,
        stanza.path("status").path("message").asText(),
        newest,
        stanza.path("status").path("lock").path("backup").path("held").asBoolean());
  }

  /** From when on the cluster can be restored. */
  public Optional<Instant> oldest() {
    return backups.stream().map(Entry::end).min(Instant::compareTo);
  }

  /** The newest backup of some types. */
  public Optional<Entry> newest(List<String> types) {
    return backups.stream().filter(entry -> types.contains(entry.type())).reduce((_, b) -> b);
  }

  /** Why a point cannot be reached from what is here; empty where it may be. */
  public Optional<String> refusal(Target target, Instant now) {
    Optional<Instant> oldest = oldest();
    if (oldest.isEmpty()) {
      return Optional.of("the repository has no backup");
    }
    return switch (target) {
      case Target.Moment(Instant at) when at.isBefore(oldest.get()) ->
          Optional.of(at + " is before the end of the first backup, " + oldest.get());
      case Target.Moment(Instant at) when at.isAfter(now) -> Optional.of(at + " has not come yet");
      case Target.Backup(String label)
          when backups.stream().noneMatch(entry -> entry.label().equals(label)) ->
          Optional.of("there is no backup " + label);
      case Target.Latest _, Target.Moment _, Target.Backup _, Target.Mark _ -> Optional.empty();
    };
  }

  /** The backups, for programs. */
  public List<Map<String, Object>> documents() {
    return backups.stream().map(Catalog::document).toList();
  }

  private static Map<String, Object> document(Entry entry) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("label", entry.label());
    document.put("type", entry.type());
    document.put("begin", entry.begin().toString());
    document.put("restorableFrom", entry.end().toString());
    document.put("clusterBytes", entry.clusterBytes());
    document.put("keptBytes", entry.keptBytes());
    return document;
  }

  /** What all backups take, without WAL. */
  public long keptBytes() {
    return backups.stream().mapToLong(Entry::keptBytes).sum();
  }
}
