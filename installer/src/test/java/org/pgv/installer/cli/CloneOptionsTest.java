package org.pgv.installer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.succession.FromCluster;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import picocli.CommandLine;

class CloneOptionsTest {

  @Test
  void namesTheClusterTheNewOneAndThePoint() {
    assertEquals(
        new FromCluster("main", "copy", new Target.Latest()),
        options("--from main --into copy").ofWhatGoesOn());
    assertEquals(
        new FromCluster("main", "copy", Target.parse("xid=42")),
        options("--from main --into copy --to xid=42").ofWhatGoesOn());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "--from main", "--into copy", "--to latest", "--from main --into copy --to x"})
  void refusesHalfOfIt(String words) {
    Refusal refusal = assertThrows(Refusal.class, () -> options(words).ofWhatGoesOn());

    assertEquals(ExitCode.USAGE, refusal.code());
  }

  @Test
  void refusesTwoWaysAtOnce() {
    CloneOptions both = options("--from-escrow escrow.txt --from main --into copy");

    assertThrows(Refusal.class, both::ofWhatGoesOn);
  }

  @Test
  void isForWhatGoesOnOnly() {
    assertEquals(Optional.empty(), options("").ofLostSite());
    assertThrows(Refusal.class, () -> options("--from main --into copy").ofLostSite());
    assertThrows(Refusal.class, () -> options("--to latest").ofLostSite());
  }

  private static CloneOptions options(String words) {
    String[] arguments = words.isEmpty() ? new String[0] : words.split(" ", -1);
    return CommandLine.populateCommand(new CloneOptions(), arguments);
  }
}
