package org.pgv.installer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pgv.installer.platform.PackageManager;
import org.pgv.installer.platform.Platform;
import org.pgv.installer.platform.Simulation;
import org.pgv.manifests.value.Target;

/** The answers are those of apt 2.6 and 3.0 to the requests in the names. */
class SimulationTest {
  private final PackageManager apt = Platform.of(Target.parse("debian13")).packages();

  @Test
  void findsNothingWhereAllOfItIsNew() {
    Simulation simulation =
        apt.simulation(
            true,
            """
            Reading package lists...
            The following NEW packages will be installed:
              good
            0 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.
            Inst good (1.0 localhost [all])
            Conf good (1.0 localhost [all])
            """,
            "");

    assertEquals(List.of(), SimulationJudge.judge(simulation, "pg1", false, Set.of("good")));
  }

  @Test
  void namesWhatWouldBeUpgradedOnAHostThatIsNotYetOurs() {
    Simulation simulation =
        apt.simulation(
            true,
            """
            The following NEW packages will be installed:
              good
            The following packages will be upgraded:
              lib
              zlib1g
            2 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.
            """,
            "");

    assertEquals(
        Map.of(Rule.PACKAGES_UPGRADED, "would be upgraded: lib, zlib1g"),
        byRule(SimulationJudge.judge(simulation, "pg1", false, Set.of("good"))));
    assertEquals(List.of(), SimulationJudge.judge(simulation, "pg1", true, Set.of("good")));
  }

  @Test
  void namesWhatWouldGoAndWhatWouldGoBack() {
    Simulation simulation =
        apt.simulation(
            false,
            """
            The following additional packages will be installed:
              lib
            The following packages will be REMOVED:
              base-thing
            The following NEW packages will be installed:
              good rude
            The following packages will be DOWNGRADED:
              newer newest
            1 upgraded, 2 newly installed, 1 downgraded, 1 to remove and 0 not upgraded.
            """,
            "E: Packages need to be removed but remove is disabled.\n");

    assertEquals(
        Map.of(
            Rule.PACKAGES_REMOVED, "would go: base-thing",
            Rule.PACKAGES_DOWNGRADED, "would go back: newer, newest"),
        byRule(SimulationJudge.judge(simulation, "pg1", false, Set.of("good"))));
  }

  /** As every Debian comes: one program alone can set the clock. */
  @Test
  void letsTheClientOfTheClockThatEveryDebianHasGiveWay() {
    Simulation simulation =
        apt.simulation(
            true,
            """
            The following packages will be REMOVED:
              systemd-timesyncd
            The following NEW packages will be installed:
              chrony
            0 upgraded, 1 newly installed, 1 to remove and 0 not upgraded.
            """,
            "");

    assertEquals(
        Map.of(Rule.PACKAGES_REPLACED, "gives way to ours: systemd-timesyncd"),
        byRule(SimulationJudge.judge(simulation, "pg1", false, Set.of("chrony"))));
  }

  @Test
  void letsWhatItBroughtItselfGoBackWithAnEarlierBundle() {
    Simulation simulation =
        apt.simulation(
            true,
            """
            The following packages will be DOWNGRADED:
              good libc6
            0 upgraded, 0 newly installed, 2 downgraded, 0 to remove and 0 not upgraded.
            """,
            "");

    assertEquals(
        Map.of(Rule.PACKAGES_DOWNGRADED, "would go back: libc6"),
        byRule(SimulationJudge.judge(simulation, "pg1", true, Set.of("good"))));
  }

  /** apt simulates it all the same, and refuses once it is asked to do it. */
  @Test
  void whatIsOnHoldIsInTheWay() {
    Simulation simulation =
        apt.simulation(
            true,
            """
            The following held packages will be changed:
              postgresql-17
            The following packages will be upgraded:
              postgresql-17
            """,
            "");

    assertEquals(
        "postgresql-17 is on hold; 'apt-mark unhold postgresql-17' lets it be changed",
        byRule(SimulationJudge.judge(simulation, "pg1", true, Set.of("postgresql-17")))
            .get(Rule.CLOSURE));
  }

  @Test
  void repeatsWhyItCannotBeDone() {
    Simulation simulation =
        apt.simulation(
            false,
            """
            Some packages could not be installed. This may mean that you have
            requested an impossible situation or if you are using the unstable
            distribution that some required packages have not yet been created
            or been moved out of Incoming.
            The following information may help to resolve the situation:

            The following packages have unmet dependencies:
             app : Depends: missing-thing but it is not installable
            """,
            "E: Unable to correct problems, you have held broken packages.\n");

    assertEquals(
        Map.of(
            Rule.CLOSURE,
            "app : Depends: missing-thing but it is not installable; "
                + "Unable to correct problems, you have held broken packages."),
        byRule(SimulationJudge.judge(simulation, "pg1", false, Set.of("good"))));
  }

  @Test
  void repeatsWhyTheMetadataWasNotBelieved() {
    Simulation simulation =
        apt.simulation(
            false,
            "",
            """
            W: An error occurred during the signature verification.
            E: The repository 'file:/run/x trixie InRelease' is not signed.
            """);

    assertEquals(
        Map.of(Rule.CLOSURE, "The repository 'file:/run/x trixie InRelease' is not signed."),
        byRule(SimulationJudge.judge(simulation, "pg1", false, Set.of("good"))));
  }

  private static Map<Rule, String> byRule(List<Finding> findings) {
    return findings.stream().collect(Collectors.toMap(Finding::rule, Finding::what));
  }
}
