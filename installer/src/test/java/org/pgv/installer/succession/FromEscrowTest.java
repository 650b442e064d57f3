package org.pgv.installer.succession;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.escrow.Escrow;
import org.pgv.installer.escrow.Escrows;
import org.pgv.installer.secret.Inheritance;
import org.pgv.installer.secret.SecretFile;
import org.pgv.installer.secret.SiteCredentials;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;
import org.pgv.manifests.value.Secret;

class FromEscrowTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String SITE =
      """
      apiVersion: pgv/v1
      site: demo
      domain: demo.internal
      hosts:
        - { name: a, address: 10.0.0.1 }
        - { name: b, address: 10.0.0.2, roles: [backup] }
      clusters:
        - name: main
          members: [a]
          roles: [{ name: app }, { name: team, login: false }]
      """;

  private final Path folder;

  FromEscrowTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theNewSiteOpensWhatTheOldOneWrote() {
    Escrow escrow = escrowOf("old", SITE);
    Site site = site(SITE);
    SiteCredentials heir = credentials("new");
    String ownPassword = heir.password("postgres/main/app").reveal();

    assertEquals(List.of(), problems(escrow, site, heir, false));
    new FromEscrow(escrow, new Target.Latest(), false).into(site, heir);
    heir.save();

    SiteCredentials later = credentials("new");
    assertEquals(escrow.clusters(), Escrows.of(site, later, NOW).orElseThrow().clusters());
    assertEquals(
        Optional.of(new Inheritance("latest", List.of("app"), Optional.empty())),
        later.inheritance("main"));
    assertEquals(ownPassword, later.password("postgres/main/app").reveal());
  }

  @Test
  void minioKnowsTheClusterByTheKeyItHad() {
    String minio = SITE + "backup: { repository: { kind: minio } }\n";
    Escrow escrow = escrowOf("old", minio);
    SiteCredentials heir = credentials("new");

    new FromEscrow(escrow, new Target.Latest(), false).into(site(minio), heir);

    assertEquals(escrow.content(), Escrows.of(site(minio), heir, NOW).orElseThrow().content());
  }

  @Test
  void namesTheSiteTheVersionAndTheClusterThatDoNotFit() {
    Escrow escrow = escrowOf("old", SITE);
    SiteCredentials heir = credentials("new");

    assertEquals(1, problems(escrow, site(SITE.replace("demo", "prod")), heir, false).size());
    assertEquals(
        1,
        problems(
                escrow,
                site(SITE.replace("members: [a]", "members: [a]\n    postgres: 16")),
                heir,
                false)
            .size());
    assertEquals(
        1, problems(escrow, site(SITE.replace("name: main", "name: other")), heir, false).size());
    assertEquals(
        1, problems(escrow, site(SITE.replace(", roles: [backup]", "")), heir, false).size());
  }

  @Test
  void neverMakesAClusterAnewThatHasData() {
    Escrow escrow = escrowOf("old", SITE);

    assertEquals(1, problems(escrow, site(SITE), credentials("new"), true).size());
  }

  @Test
  void goesOnWithWhatAnEarlierRunBegan() {
    Escrow escrow = escrowOf("old", SITE);
    SiteCredentials heir = credentials("new");
    new FromEscrow(escrow, new Target.Latest(), false).into(site(SITE), heir);

    assertEquals(List.of(), problems(escrow, site(SITE), heir, true));
    Escrow another = escrowOf("third", SITE);
    assertNotEquals(escrow.content(), another.content());
    assertEquals(1, problems(another, site(SITE), heir, true).size());
    assertTrue(problems(another, site(SITE), heir, false).isEmpty());
  }

  @Test
  void aCloneHasANameAndARepositoryOfItsOwn() {
    String bucket =
        SITE
            + "backup: { repository: { kind: s3, endpoint: 'https://s3:9000', bucket: theirs, keys: k } }\n";
    Escrow escrow =
        new Escrow(
            "demo",
            NOW,
            List.of(
                new Escrow.Entry(
                    "main",
                    17,
                    new Escrow.Store(
                        Escrow.Kind.S3,
                        place(site(bucket)),
                        Optional.of(new Escrow.Keys("theirs", new Secret("of theirs")))),
                    new Secret("opens"))));
    FromEscrow clone = new FromEscrow(escrow, new Target.Latest(), true);
    SiteCredentials heir = credentials("new");
    String own =
        bucket.replace("bucket: theirs", "bucket: ours").replace("site: demo", "site: test");

    assertEquals(1, clone.problems(site(bucket), heir, _ -> false).size());
    assertEquals(
        1,
        clone.problems(site(bucket.replace("site: demo", "site: test")), heir, _ -> false).size());
    assertEquals(List.of(), clone.problems(site(own), heir, _ -> false));

    clone.into(site(own), heir);

    assertEquals("opens", heir.password("backup/main").reveal());
    assertFalse(heir.isGiven("s3/access-key"));
  }

  private static String place(Site site) {
    Cluster cluster = site.clusters().getFirst();
    return Stanza.place(site, cluster, cluster.backup().orElseThrow());
  }

  private static List<Problem> problems(
      Escrow escrow, Site site, SiteCredentials heir, boolean hasData) {
    return new FromEscrow(escrow, new Target.Latest(), false)
        .problems(site, heir, (Cluster _) -> hasData);
  }

  private Escrow escrowOf(String name, String text) {
    SiteCredentials credentials = credentials(name);
    credentials.password("backup/main");
    return Escrows.of(site(text), credentials, NOW).orElseThrow();
  }

  private SiteCredentials credentials(String name) {
    SecureRandom random = new SecureRandom();
    SecretFile file =
        new SecretFile(
            folder.resolve(name), folder.resolve(name + ".key"), Optional.empty(), random);
    return SiteCredentials.open("demo", file, Clock.systemUTC(), random);
  }

  private static Site site(String text) {
    return SiteReader.read("site.yaml", text).orRefuse();
  }
}
