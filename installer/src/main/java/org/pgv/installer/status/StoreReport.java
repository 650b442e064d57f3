package org.pgv.installer.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.manifests.json.Json;

/**
 * The site's own object store as one of its hosts sees it.
 *
 * @param writes whether objects can be written, and how many drives that takes
 * @param reads the same of reading
 * @param servers all its hosts; nothing where this one did not say
 */
public record StoreReport(Quorum writes, Quorum reads, List<Server> servers) {
  private static final String ONLINE = "online";
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d+)");

  /**
   * Whether enough drives are there.
   *
   * @param drives how many that takes in each set of drives; 0 where nobody says
   */
  public record Quorum(boolean isThere, int drives) {}

  /** One of its hosts, by the full name that the others know it by. */
  public record Server(String name, String state, List<Drive> drives) {
    public Server {
      drives = List.copyOf(drives);
    }

    public boolean isOnline() {
      return state.equals(ONLINE);
    }
  }

  /**
   * One of a host's drives.
   *
   * @param path the folder where it is mounted
   * @param state in MinIO's words, such as {@code ok} and {@code offline}
   * @param healing whether it is being filled with what it missed
   */
  public record Drive(String path, String state, boolean healing) {
    public boolean isOnline() {
      return state.equals("ok");
    }
  }

  public StoreReport {
    servers = List.copyOf(servers);
  }

  /** How many drives it has. */
  long drives() {
    return servers.stream().mapToLong(server -> server.drives().size()).sum();
  }

  /** How many of them are of use. */
  long online() {
    return servers.stream()
        .flatMap(server -> server.drives().stream())
        .filter(Drive::isOnline)
        .count();
  }

  /**
   * Reads what a host answered.
   *
   * @param writes its HTTP answer to {@code GET /minio/health/cluster}
   * @param reads to {@code GET /minio/health/cluster/read}
   * @param info what {@code mc admin info --json} printed
   * @return nothing where the host answered none of them
   */
  static Optional<StoreReport> read(String writes, String reads, String info) {
    List<Server> servers = servers(info);
    return writes.isEmpty() && reads.isEmpty() && servers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new StoreReport(
                quorum(writes, "X-Minio-Write-Quorum"),
                quorum(reads, "X-Minio-Read-Quorum"),
                servers));
  }

  private static Quorum quorum(String response, String header) {
    Matcher status = STATUS.matcher(response);
    Matcher drives =
        Pattern.compile(
                "^" + header + ": (\\d+)\\r?$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE)
            .matcher(response);
    return new Quorum(
        status.lookingAt() && status.group(1).equals("200"),
        drives.find() ? Integer.parseInt(drives.group(1)) : 0);
  }

  private static List<Server> servers(String info) {
    JsonNode all;
    try {
      all = Json.tree(info).path("info").path("servers");
    } catch (UncheckedIOException _) {
      // The client answers some errors with text.
      return List.of();
    }
    List<Server> servers = new ArrayList<>();
    for (JsonNode server : all) {
      List<Drive> drives = new ArrayList<>();
      for (JsonNode drive : server.path("drives")) {
        drives.add(
            new Drive(
                URI.create(drive.path("endpoint").asText()).getPath(),
                drive.path("state").asText(),
                drive.path("healing").asBoolean()));
      }
      servers.add(
          new Server(
              server.path("endpoint").asText().replaceFirst(":\\d+$", ""),
              server.path("state").asText(),
              drives));
    }
    return servers;
  }
}
