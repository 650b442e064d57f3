package org.pgv.installer.component.pgbackrest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.manifests.json.Json;

/**
 * What is in a cluster's repository, as {@code pgbackrest info} says it.
 *
 * @param backups the oldest first
 * @param newestWal the last segment that arrived; empty where none did
 */
public record Catalog(List<Entry> backups, State state, String newestWal, boolean atWork) {
  /** Of pgBackRest's: something was in the way of reading the repository. */
  private static final int UNREADABLE = 99;

  /** Of coreutils' {@code timeout}. */
  private static final int TIMED_OUT = 124;

  private static final Pattern S3_CODE = Pattern.compile("<Code>(\\w+)</Code>");

  /**
   * How the repository is.
   *
   * @param readable whether the rest of the catalog says anything
   * @param words pgBackRest's own for it, or why it could not be read; {@code ok} where all is well
   */
  public record State(boolean readable, String words) {
    public static final State OK = new State(true, "ok");

    /** One that could not be read. */
    static State unreadable(String why) {
      return new State(false, why);
    }

    public boolean isOk() {
      return equals(OK);
    }
  }

  /**
   * A backup.
   *
   * @param type {@code full}, {@code diff} or {@code incr}
   * @param end from here on the cluster can be restored from it
   * @param clusterBytes what was backed up
   * @param stop the same in what the cluster has written
   * @param keptBytes what it takes in the repository, beside those it builds on
   */
  public record Entry(
      String label,
      String type,
      Instant begin,
      Instant end,
      WalPosition stop,
      long clusterBytes,
      long keptBytes) {}

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

  /** Reads how {@code pgbackrest info} ended, and what it said. */
  public static Catalog read(int code, String said) {
    if (code == 0) {
      return parse(said).orElseGet(() -> unreadable("pgBackRest said: " + said.strip()));
    }
    return unreadable(code == TIMED_OUT ? "the repository gives no answer" : reason(said));
  }

  private static Catalog unreadable(String why) {
    return new Catalog(List.of(), State.unreadable(why), "", false);
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
              WalPosition.of(
                  node.path("archive").path("stop").asText(),
                  node.path("lsn").path("stop").asText()),
              info.path("size").asLong(),
              info.path("repository").path("delta").asLong()));
    }
    String newest = "";
    for (JsonNode archive : stanza.path("archive")) {
      newest = archive.path("max").asText("");
    }
    return new Catalog(
        backups,
        state(stanza),
        newest,
        stanza.path("status").path("lock").path("backup").path("held").asBoolean());
  }

  private static State state(JsonNode stanza) {
    for (JsonNode repository : stanza.path("repo")) {
      JsonNode status = repository.path("status");
      if (status.path("code").asInt() == UNREADABLE) {
        return State.unreadable(reason(status.path("message").asText()));
      }
    }
    return new State(true, stanza.path("status").path("message").asText());
  }

  /**
   * Why something failed, of all that pgBackRest says: errors come with what they led to before
   * them, and with attempts, requests and hints behind them.
   */
  public static String reason(String message) {
    String cause =
        message
            .lines()
            .takeWhile(line -> !line.startsWith("***") && !line.startsWith("HINT"))
            .filter(line -> !line.startsWith(" "))
            .reduce("", (_, line) -> line)
            .replaceFirst("^(P00 +)?(repo\\d+: )?(ERROR: )?(\\[?\\w+Error]?:? |\\[\\d+]: )?", "")
            .replaceFirst(":$", "");
    Matcher code = S3_CODE.matcher(message);
    return code.find() ? cause + ", " + code.group(1) : cause;
  }

  /** From when on the cluster can be restored. */
  public Optional<Instant> oldest() {
    return backups.stream().map(Entry::end).min(Instant::compareTo);
  }

  /** Why a point is not between the first backup and now; empty where it may be there. */
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

  /** The newest backup of some types. */
  public Optional<Entry> newest(List<String> types) {
    return backups.stream().filter(entry -> types.contains(entry.type())).reduce((_, b) -> b);
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
    document.put("timeline", entry.stop().timeline());
    document.put("clusterBytes", entry.clusterBytes());
    document.put("keptBytes", entry.keptBytes());
    return document;
  }

  /** What all backups take, without WAL. */
  public long keptBytes() {
    return backups.stream().mapToLong(Entry::keptBytes).sum();
  }
}
