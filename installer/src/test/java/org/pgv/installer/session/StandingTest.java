package org.pgv.installer.session;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.enrolment.Enrolment;
import org.pgv.installer.enrolment.Generation;
import org.pgv.installer.enrolment.Release;
import org.pgv.installer.plan.Facts;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Managed;
import org.pgv.installer.secret.LeafRequest;
import org.pgv.installer.secret.SecretFile;
import org.pgv.installer.secret.SiteCredentials;
import org.pgv.installer.state.BundleFloor;
import org.pgv.manifests.bundle.BundleVersion;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;
import org.pgv.manifests.value.Sha256;

/** Who may change hosts that somebody has changed before. */
class StandingTest {
  private static final Release BUNDLE = release("1", "2026-11-20T00:00:00Z");
  private static final Overrides OLDER_SECRETS = new Overrides(false, true, false);
  private static final Overrides DOWNGRADE = new Overrides(true, false, false);
  private static final Site SITE =
      SiteReader.read(
              "site.yaml",
              """
              apiVersion: pgv/v1
              site: demo
              domain: demo.internal
              hosts: [{ name: db1, address: 10.77.0.11, roles: [etcd] }]
              clusters: [{ name: main, members: [db1] }]
              """)
          .orRefuse();

  private final Path folder;

  StandingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void freshHostsAreAnybodys() {
    assertDoesNotThrow(() -> require(open("new"), Facts.bare("db1"), Overrides.NONE));
  }

  @Test
  void theSameAdminGoesOn() {
    HostFacts host = applied(open("admin"));

    assertDoesNotThrow(() -> require(open("admin"), host, Overrides.NONE));
  }

  @Test
  void aSecondAdminWithAnEmptyStateIsRefused() {
    HostFacts host = applied(open("admin"));

    assertEquals(ExitCode.PREFLIGHT, refused(open("second"), host, Overrides.NONE));
    assertEquals(ExitCode.PREFLIGHT, refused(open("second"), host, OLDER_SECRETS));
  }

  @Test
  void anotherSitesStateUnderTheSameNameIsRefused() {
    HostFacts host = applied(open("admin"));
    var _ = applied(open("another"));

    assertEquals(ExitCode.PREFLIGHT, refused(open("another"), host, Overrides.NONE));
  }

  @Test
  void aStaleCopyIsRefusedUntilItIsAskedFor() throws IOException {
    var _ = applied(open("admin"));
    copy("admin", "copy");
    SiteCredentials admin = open("admin");
    var _ = admin.password("postgres/main/later");
    HostFacts host = applied(admin);

    assertEquals(ExitCode.PREFLIGHT, refused(open("copy"), host, Overrides.NONE));

    SiteCredentials copy = open("copy");
    assertDoesNotThrow(() -> require(copy, host, OLDER_SECRETS));
    HostFacts after = applied(copy);
    assertDoesNotThrow(() -> require(open("copy"), after, Overrides.NONE));
    assertEquals(ExitCode.PREFLIGHT, refused(open("admin"), after, Overrides.NONE));
  }

  @Test
  void aHostThatAKilledRunDidNotReachIsStillOurs() {
    HostFacts before = applied(open("admin"));
    SiteCredentials killed = open("admin");
    var _ = killed.password("postgres/main/later");
    killed.saveAsPlanned();

    assertDoesNotThrow(() -> require(open("admin"), before, Overrides.NONE));
  }

  @Test
  void anApplicationsCertificateMakesNoHostOutOfDate() {
    var _ = applied(open("admin"));
    Generation before = open("admin").generation();
    SiteCredentials bundle = open("admin");
    var _ = bundle.leaf(LeafRequest.application(LeafRequest.CLIENTS + "main/app", "app"));
    assertEquals(List.of(), bundle.save());

    assertEquals(before, open("admin").generation());
  }

  @Test
  void aPasswordThatWasHandedOutBeforeApplyIsANewGenerationThen() {
    var _ = applied(open("admin"));
    Generation before = open("admin").generation();
    SiteCredentials bundle = open("admin");
    var _ = bundle.password("postgres/main/later");
    assertEquals(List.of(), bundle.save());

    SiteCredentials apply = open("admin");
    var _ = applied(apply);

    assertNotEquals(before, open("admin").generation());
    assertEquals(apply.generation(), open("admin").generation());
  }

  @Test
  void anOlderBundleIsRefusedByHostsAndByTheState() {
    HostFacts host = applied(open("admin"));
    Release older = release("0", "2020-01-01T00:00:00Z");
    Path floor = folder.resolve("floor.json");
    BundleFloor.write(floor, BUNDLE);

    for (List<HostFacts> hosts : List.of(List.of(host), List.of(Facts.bare("db1")))) {
      Refusal refusal =
          assertThrows(
              Refusal.class,
              () -> Standing.require(older, hosts, BundleFloor.read(floor), Overrides.NONE));
      assertEquals(ExitCode.DOWNGRADE, refusal.code());
    }
    assertThrows(
        Refusal.class,
        () -> Standing.require(older, List.of(host), Optional.empty(), Overrides.NONE));
    assertDoesNotThrow(
        () -> Standing.require(older, List.of(host), BundleFloor.read(floor), DOWNGRADE));
    assertDoesNotThrow(
        () -> Standing.require(BUNDLE, List.of(host), BundleFloor.read(floor), Overrides.NONE));
  }

  @Test
  void aDamagedFloorLetsNothingPass() throws IOException {
    Path floor = folder.resolve("floor.json");
    assertTrue(BundleFloor.read(floor).isEmpty());
    for (String text : List.of("", "{}", "{\"version\": \"1\"}")) {
      Files.writeString(floor, text);
      assertEquals(
          ExitCode.DOWNGRADE, assertThrows(Refusal.class, () -> BundleFloor.read(floor)).code());
    }
  }

  private static void require(SiteCredentials credentials, HostFacts host, Overrides overrides) {
    Standing.require(SITE, List.of(host), credentials, overrides);
  }

  private static ExitCode refused(
      SiteCredentials credentials, HostFacts host, Overrides overrides) {
    return assertThrows(Refusal.class, () -> require(credentials, host, overrides)).code();
  }

  /** What an apply leaves on a host. */
  private static HostFacts applied(SiteCredentials credentials) {
    Sha256 authority = Sha256.of(credentials.authorities().root());
    Generation generation = credentials.generation();
    credentials.saveAsPlanned();
    Enrolment enrolment = new Enrolment("demo", authority, generation, BUNDLE);
    return Facts.of(
        "db1",
        Map.of(),
        new Managed(
            new TreeMap<>(), List.of(), new TreeMap<>(), new TreeMap<>(), Optional.of(enrolment)));
  }

  private SiteCredentials open(String home) {
    SecretFile file =
        new SecretFile(
            folder.resolve(home), folder.resolve("key"), Optional.empty(), new SecureRandom());
    return SiteCredentials.open("demo", file, Clock.systemUTC(), new SecureRandom());
  }

  private void copy(String from, String to) throws IOException {
    Files.copy(folder.resolve(from), folder.resolve(to));
  }

  private static Release release(String version, String at) {
    return new Release(
        "pgv-debian13-" + version,
        new BundleVersion(version),
        Instant.parse(at),
        Sha256.of(version));
  }
}
