package org.pgv.installer.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.manifests.json.Json;

/**
 * A cluster as Patroni's REST interface shows it.
 *
 * @param paused whether Patroni was told to leave the cluster alone
 */
public record ClusterView(List<Member> members, boolean paused) {

  /**
   * A member.
   *
   * @param role such as {@code leader}, {@code quorum_standby}, {@code sync_standby}, {@code
   *     replica}
   * @param state such as {@code running}, {@code streaming}, {@code stopped}
   */
  public record Member(String name, String role, String state, Position position, Notes notes) {

    public boolean leads() {
      return role.equals("leader") || role.equals("standby_leader");
    }

    /** Whether a commit may wait for it. */
    public boolean isSynchronous() {
      return role.equals("quorum_standby") || role.equals("sync_standby");
    }

    /** Whether it does what its role says. */
    public boolean isSteady() {
      return state.equals("running") || state.equals("streaming");
    }
  }

  /** How far it is; no lag where it leads, or where nobody knows. */
  public record Position(OptionalLong timeline, OptionalLong lagBytes) {}

  /** What somebody has said of it: tags that differ from the usual, and a restart that is due. */
  public record Notes(SortedMap<String, String> tags, boolean pendingRestart) {
    public Notes {
      tags = new TreeMap<>(tags);
    }
  }

  public ClusterView {
    members = List.copyOf(members);
  }

  public Optional<Member> member(String name) {
    return members.stream().filter(member -> member.name().equals(name)).findFirst();
  }

  /** Reads the answer to {@code GET /cluster}. */
  static ClusterView parse(String json) {
    JsonNode root = Json.tree(json);
    List<Member> members = new ArrayList<>();
    for (JsonNode node : root.path("members")) {
      members.add(
          new Member(
              node.path("name").asText(),
              node.path("role").asText().toLowerCase(Locale.ROOT),
              node.path("state").asText(),
              new Position(number(node.path("timeline")), number(node.path("lag"))),
              new Notes(tags(node.path("tags")), node.path("pending_restart").asBoolean())));
    }
    return new ClusterView(members, root.path("pause").asBoolean());
  }

  private static OptionalLong number(JsonNode node) {
    return node.isNumber() ? OptionalLong.of(node.longValue()) : OptionalLong.empty();
  }

  private static SortedMap<String, String> tags(JsonNode node) {
    SortedMap<String, String> tags = new TreeMap<>();
    node.properties()
        .forEach(
            tag -> {
              if (!tag.getValue().asText().equals("false")) {
                tags.put(tag.getKey(), tag.getValue().asText());
              }
            });
    return tags;
  }
}
