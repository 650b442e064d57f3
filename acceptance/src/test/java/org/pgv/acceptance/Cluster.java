package org.pgv.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cluster as {@code patronictl list} shows it. */
record Cluster(List<Member> members) {
  record Member(String name, String role, String state) {}

  static Cluster parse(String json) {
    try {
      List<Member> members = new ArrayList<>();
      for (JsonNode member : new JsonMapper().readTree(json)) {
        members.add(
            new Member(
                member.path("Member").asText(),
                member.path("Role").asText(),
                member.path("State").asText()));
      }
      return new Cluster(List.copyOf(members));
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  Optional<String> primary() {
    return members.stream().filter(m -> m.role().equals("Leader")).map(Member::name).findFirst();
  }

  /** Three members, one of them the primary, and the others replicate at this moment. */
  boolean isWhole() {
    return members.size() == Lab.MEMBERS.size()
        && primary().isPresent()
        && members.stream().allMatch(m -> m.state().matches("running|streaming"));
  }

  long withRole(String role) {
    return members.stream().filter(m -> m.role().equals(role)).count();
  }
}
