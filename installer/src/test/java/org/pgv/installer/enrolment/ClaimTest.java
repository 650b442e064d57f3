package org.pgv.installer.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.bundle.BundleVersion;
import org.pgv.manifests.value.Sha256;

class ClaimTest {
  private static final Generation FIRST = generation("0000000000000001", 1);
  private static final Generation SECOND = generation("0000000000000002", 2);
  private static final Generation OTHER = generation("00000000000000ff", 2);
  private static final Enrolment HOST =
      new Enrolment("demo", Sha256.of("root"), SECOND, release("2", 20, "b"));

  @Test
  void aHostSaysAgainWhatItWasTold() {
    assertEquals(Optional.of(HOST), Enrolment.parse(HOST.text().lines().toList()));
    assertEquals(Optional.empty(), Enrolment.parse(List.of()));
  }

  @Test
  void aRecordThatSaysLessIsNotTakenForNone() {
    List<String> lines = HOST.text().lines().toList();
    for (int left = 1; left < lines.size(); left++) {
      List<String> cut = lines.subList(0, left);
      assertThrows(IllegalArgumentException.class, () -> Enrolment.parse(cut));
    }
    assertThrows(IllegalArgumentException.class, () -> Enrolment.parse(List.of("")));
    assertThrows(
        IllegalArgumentException.class,
        () -> Enrolment.parse(List.of("cat: /var/lib/pgv/enrolment: Permission denied")));
  }

  @Test
  void whoKeepsTheSecretsGoesOn() {
    Claim owner = Claim.of("demo", "root", List.of(FIRST, SECOND));
    Claim later = Claim.of("demo", "root", List.of(FIRST, SECOND, generation("03".repeat(8), 3)));

    for (Claim claim : List.of(owner, later)) {
      assertEquals(Optional.empty(), claim.stranger(HOST));
      assertEquals(Optional.empty(), claim.stale(HOST));
    }
  }

  @Test
  void anEmptyStateAnotherSitesAndANamesakesAreStrangers() {
    assertTrue(Claim.of("demo", "made now", List.of()).stranger(HOST).isPresent());
    assertTrue(Claim.of("other", "its root", List.of(FIRST)).stranger(HOST).isPresent());
    assertTrue(Claim.of("other", "root", List.of(SECOND)).stranger(HOST).isPresent());
    assertTrue(Claim.of("demo", "a namesake's root", List.of(FIRST)).stranger(HOST).isPresent());
  }

  @Test
  void anOldCopyIsStaleEvenIfItWentOnByItself() {
    assertTrue(Claim.of("demo", "root", List.of(FIRST)).stale(HOST).isPresent());
    assertTrue(Claim.of("demo", "root", List.of(FIRST, OTHER)).stale(HOST).isPresent());
  }

  @Test
  void neitherVersionNorDateGoesBack() {
    Release floor = release("2", 20, "b");

    assertTrue(release("1", 30, "a").stepsBackFrom(floor).isPresent());
    assertTrue(release("0", 1, "a").stepsBackFrom(floor).isPresent());
    assertTrue(release("3", 19, "a").stepsBackFrom(floor).isPresent());
    assertTrue(release("2", 20, "another").stepsBackFrom(floor).isPresent());
    assertFalse(floor.stepsBackFrom(floor).isPresent());
    assertFalse(release("2", 21, "c").stepsBackFrom(floor).isPresent());
    assertFalse(release("10", 20, "c").stepsBackFrom(floor).isPresent());
  }

  private static Generation generation(String id, int day) {
    return new Generation(id, at(day));
  }

  private static Release release(String version, int day, String content) {
    return new Release(
        "pgv-debian13-" + version, new BundleVersion(version), at(day), Sha256.of(content));
  }

  private static Instant at(int day) {
    return Instant.parse("2026-11-%02dT10:00:00Z".formatted(day));
  }
}
