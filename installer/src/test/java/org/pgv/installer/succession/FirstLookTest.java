package org.pgv.installer.succession;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.component.FakeCredentials;
import org.pgv.installer.component.Topologies;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.escrow.Escrow;
import org.pgv.installer.host.local.LocalHost;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.site.SiteReader;
import org.pgv.manifests.value.Secret;

/** With a repository in a folder of this machine; its backup ended at 2026-11-21T11:43:26Z. */
class FirstLookTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  private final List<String> said = new ArrayList<>();

  @TempDir private Path folder;

  @BeforeEach
  void haveARepository() throws Exception {
    Path stanza = Files.createDirectories(folder.resolve("backup/main"));
    Files.write(stanza.resolve("backup.info"), StoredInfoTest.encrypted(folder));
  }

  @Test
  void findsWhatTheEscrowOpens() {
    assertDoesNotThrow(() -> look(posix(), "17", "right", "latest"));
    assertDoesNotThrow(() -> look(posix(), "17", "right", "2026-11-21T11:43:26Z"));
  }

  @Test
  void readsTheSecondCopyWhereTheFirstIsMissing() throws Exception {
    Path list = folder.resolve("backup/main/backup.info");
    Files.move(list, list.resolveSibling("backup.info.copy"));

    assertDoesNotThrow(() -> look(posix(), "17", "right", "latest"));
  }

  @Test
  void refusesTheEscrowOfAnotherRepository() {
    assertEquals(ExitCode.USAGE, refusal(posix(), "17", "wrong", "latest").code());
  }

  @Test
  void refusesAnotherVersionAndAPointThatIsNotThere() {
    assertEquals(ExitCode.USAGE, refusal(posix(), "16", "right", "latest").code());
    assertEquals(ExitCode.USAGE, refusal(posix(), "17", "right", "2026-11-21T11:43:25Z").code());
    assertEquals(ExitCode.USAGE, refusal(posix(), "17", "right", "backup=20261120-114320F").code());
  }

  @Test
  void saysWhereTheCopyBelongs() throws Exception {
    Files.delete(folder.resolve("backup/main/backup.info"));

    Refusal refusal = refusal(posix(), "17", "right", "latest");

    assertEquals(ExitCode.PREFLIGHT, refusal.code());
    assertTrue(refusal.problems().getFirst().what().contains("a.demo.internal:" + folder));
  }

  @Test
  void saysThatItCannotLookIntoMinioOfTheSite() {
    assertDoesNotThrow(() -> look("kind: minio", "17", "wrong", "latest"));

    assertTrue(said.toString().contains("MinIO"), said.toString());
  }

  @Test
  void opensTheRepositoryOfAnotherClusterWithTheKeyOfTheSite() throws Exception {
    ofThisSite();

    assertDoesNotThrow(() -> lookForClone("2026-11-21T11:43:26Z"));
    assertEquals(
        ExitCode.USAGE,
        assertThrows(Refusal.class, () -> lookForClone("2026-11-21T11:43:25Z")).code());
  }

  @Test
  void refusesAClusterWithoutBackupsAndOneThatTheKeyDoesNotOpen() throws Exception {
    assertEquals(ExitCode.USAGE, assertThrows(Refusal.class, () -> lookForClone("latest")).code());

    Files.delete(folder.resolve("backup/main/backup.info"));

    assertEquals(
        ExitCode.PREFLIGHT, assertThrows(Refusal.class, () -> lookForClone("latest")).code());
  }

  @Test
  void refusesToGoOnWithWhatAnEarlierClusterOfTheNewNameWrote() throws Exception {
    ofThisSite();
    Path copy = Files.createDirectories(folder.resolve("backup/copy"));
    Files.copy(folder.resolve("backup/main/backup.info"), copy.resolve("backup.info"));

    Refusal refusal = assertThrows(Refusal.class, () -> lookForClone("latest"));

    assertEquals(ExitCode.USAGE, refusal.code());
    assertEquals("cluster copy", refusal.problems().getFirst().where());
  }

  private void ofThisSite() throws Exception {
    Files.write(
        folder.resolve("backup/main/backup.info"),
        StoredInfoTest.encrypted(folder, "password-of-backup-main"));
  }

  private String posix() {
    return "kind: posix, directory: '" + folder + "'";
  }

  private Refusal refusal(String repository, String version, String passphrase, String point) {
    return assertThrows(Refusal.class, () -> look(repository, version, passphrase, point));
  }

  private void look(String repository, String version, String passphrase, String point) {
    String site =
        """
        apiVersion: pgv/v1
        site: demo
        domain: demo.internal
        hosts: [{ name: a, address: 10.0.0.1, roles: [backup] }]
        clusters: [{ name: main, members: [a], postgres: %s }]
        backup: { repository: { %s } }
        """
            .formatted(version, repository);
    Escrow.Store store = new Escrow.Store(Escrow.Kind.POSIX, "elsewhere", Optional.empty());
    Escrow.Entry entry =
        new Escrow.Entry("main", Integer.parseInt(version), store, new Secret(passphrase));
    look(
        new FromEscrow(
            new Escrow("demo", Instant.EPOCH, List.of(entry)), Target.parse(point), false),
        site);
  }

  private void look(Succession heir, String site) {
    Reporter reporter = event -> said.add(event.toString());
    new FirstLook(LocalHost::ofProcess, CLOCK, reporter)
        .refuse(
            heir,
            Topologies.of(SiteReader.read("site.yaml", site).orRefuse(), new FakeCredentials()));
  }

  private void lookForClone(String point) {
    String site =
        """
        apiVersion: pgv/v1
        site: demo
        domain: demo.internal
        hosts:
          - { name: a, address: 10.0.0.1, roles: [backup] }
          - { name: b, address: 10.0.0.2 }
        clusters: [{ name: main, members: [a] }, { name: copy, members: [b] }]
        backup: { repository: { %s } }
        """
            .formatted(posix());
    look(new FromCluster("main", "copy", Target.parse(point)), site);
  }
}
