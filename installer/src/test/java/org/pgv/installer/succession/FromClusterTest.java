package org.pgv.installer.succession;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.secret.Inheritance;
import org.pgv.installer.secret.SecretFile;
import org.pgv.installer.secret.SiteCredentials;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;

class FromClusterTest {
  private static final String SITE =
      """
      apiVersion: pgv/v1
      site: demo
      domain: demo.internal
      hosts:
        - { name: a, address: 10.0.0.1 }
        - { name: b, address: 10.0.0.2, roles: [backup] }
      clusters:
        - { name: main, members: [a] }
        - { name: copy, members: [b], roles: [{ name: app }, { name: team, login: false }] }
      """;

  private final Path folder;

  FromClusterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void namesTheClusterThatIsNotThere() {
    assertEquals(List.of("--from"), places("other", "copy", SITE));
    assertEquals(List.of("--into"), places("main", "other", SITE));
    assertEquals(List.of("--from", "--into"), places("one", "other", SITE));
    assertEquals(List.of("--into"), places("main", "main", SITE));
    assertEquals(List.of(), places("main", "copy", SITE));
  }

  @Test
  void namesTheVersionThatDoesNotFit() {
    String newer = SITE.replace("members: [b]", "members: [b], postgres: 18");

    assertEquals(List.of("cluster copy"), places("main", "copy", newer));
  }

  @Test
  void needsBackups() {
    String none = SITE.replace(", roles: [backup]", "");

    assertEquals(List.of("cluster main"), places("main", "copy", none));
  }

  @Test
  void neverMakesAClusterAnewThatHasDataUnlessAnEarlierRunBeganJustThat() {
    FromCluster clone = new FromCluster("main", "copy", new Target.Latest());
    SiteCredentials credentials = credentials();
    Site site = site(SITE);
    assertEquals(1, clone.problems(site, credentials, _ -> true).size());

    clone.into(site, credentials);

    assertEquals(List.of(), clone.problems(site, credentials, _ -> true));
    FromCluster older = new FromCluster("main", "copy", Target.parse("2026-11-21T08:15:00Z"));
    assertEquals(1, older.problems(site, credentials, _ -> true).size());
  }

  @Test
  void isRememberedUntilTheClusterIsMadeAndKeepsAKeyOfItsOwn() {
    SiteCredentials credentials = credentials();
    String key = credentials.password("backup/main").reveal();
    new FromCluster("main", "copy", new Target.Latest()).into(site(SITE), credentials);
    credentials.save();

    SiteCredentials later = credentials();
    assertEquals(
        Optional.of(new Inheritance("latest", List.of("app"), Optional.of("main"))),
        later.inheritance("copy"));
    assertNotEquals(key, later.password("backup/copy").reveal());
    later.settle();
    later.save();

    assertEquals(Optional.empty(), credentials().inheritance("copy"));
  }

  private List<String> places(String from, String into, String text) {
    return new FromCluster(from, into, new Target.Latest())
        .problems(site(text), credentials(), _ -> false).stream().map(Problem::where).toList();
  }

  private SiteCredentials credentials() {
    SecureRandom random = new SecureRandom();
    SecretFile file =
        new SecretFile(folder.resolve("secrets"), folder.resolve("key"), Optional.empty(), random);
    return SiteCredentials.open("demo", file, Clock.systemUTC(), random);
  }

  private static Site site(String text) {
    return SiteReader.read("site.yaml", text).orRefuse();
  }
}
