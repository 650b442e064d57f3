package org.pgv.installer.component.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.yaml.YamlText;

class SharedDifferenceTest {
  private static final String WANTED =
      """
      ttl: 30
      synchronous_mode: quorum
      failsafe_mode: true
      postgresql:
        use_slots: true
        parameters:
          archive_mode: 'on'
          archive_command: ''
          max_connections: 300
      """;

  private static final String SAME =
      """
      {"ttl": 30, "synchronous_mode": "quorum", "failsafe_mode": true, "postgresql": {"use_slots": true,
       "parameters": {"archive_mode": "on", "archive_command": "", "max_connections": "300"}}}
      """;

  @Test
  void findsNoneWhereOnlyTheOrderAndTheKindOfValuesDiffer() {
    assertEquals(List.of(), SharedDifference.of(WANTED, SAME).lines());
    assertTrue(SharedDifference.of(WANTED, SAME).isNone());
  }

  @Test
  void takesAwayWhatWasAddedAndBringsBackWhatWasChanged() {
    String found =
        SAME.replace("\"ttl\": 30", "\"ttl\": 77, \"standby_cluster\": {\"host\": \"x\"}")
            .replace("\"archive_mode\": \"on\",", "\"archive_timeout\": 5,");

    SharedDifference difference = SharedDifference.of(WANTED, found);

    assertEquals(
        List.of(
            "ttl: 30, not 77",
            "postgresql.parameters.archive_mode: on, not none",
            "postgresql.parameters.archive_timeout: none, not 5",
            "standby_cluster: none, not {\"host\":\"x\"}"),
        difference.lines());
    Map<?, ?> patch = YamlText.read(difference.patch());
    assertEquals(30, patch.get("ttl"));
    assertTrue(patch.containsKey("standby_cluster") && patch.get("standby_cluster") == null);
    assertTrue(difference.patch().contains("\"archive_timeout\": null"), difference.patch());
    assertTrue(difference.patch().contains("\"archive_mode\": \"on\""), difference.patch());
  }

  @Test
  void leavesAPauseToWhoAskedForIt() {
    String paused = SAME.replace("\"ttl\"", "\"pause\": true, \"ttl\"");

    assertTrue(SharedDifference.of(WANTED, paused).isNone());
    assertTrue(SharedDifference.isPaused(paused));
    assertFalse(SharedDifference.isPaused(SAME));
    assertFalse(SharedDifference.isPaused(""));
  }
}
