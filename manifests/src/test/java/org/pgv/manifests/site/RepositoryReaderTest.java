package org.pgv.manifests.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.site.Repository.Access;
import org.pgv.manifests.site.Repository.Addressing;
import org.pgv.manifests.site.Repository.History;
import org.pgv.manifests.site.Repository.Metrics;
import org.pgv.manifests.site.Repository.Minio;
import org.pgv.manifests.value.Endpoint;
import org.pgv.manifests.value.HostName;

class RepositoryReaderTest {

  /** A site where so many hosts have the role backup; the repository stands in line 8. */
  private static String site(int keepers, String repository) {
    String hosts =
        IntStream.range(1, 7)
            .mapToObj(
                i ->
                    "{ name: h%d, address: 10.0.0.%d%s }"
                        .formatted(i, i, i <= keepers ? ", roles: [backup]" : ""))
            .collect(Collectors.joining(", "));
    return """
    apiVersion: pgv/v1
    site: demo
    domain: demo.internal
    hosts: [%s]
    clusters:
      - { name: main, members: [h1] }
    backup:
      repository: %s
    """
        .formatted(hosts, repository);
  }

  private static Repository repository(int keepers, String repository) {
    Site site = SiteReader.read("site.yaml", site(keepers, repository)).orRefuse();
    return site.clusters().getFirst().backup().orElseThrow().repository();
  }

  private static List<HostName> hosts(String... names) {
    return List.of(names).stream().map(HostName::new).toList();
  }

  @Test
  void keepsObjectsOnOneHost() {
    assertEquals(
        new Minio(hosts("h1"), List.of("/var/lib/minio/pgv"), Metrics.TOKEN, new History(7, 7)),
        repository(1, "{ kind: minio }"));
  }

  @ParameterizedTest
  @CsvSource({"undeleteDays: 3, 3, 3", "lockDays: 9, 9, 9", "lockDays: 0, 7, 0"})
  void locksObjectsForAsLongAsTheyCanBeBroughtBack(String key, int undelete, int lock) {
    assertEquals(
        new Minio(
            hosts("h1"), List.of("/var/lib/minio/pgv"), Metrics.TOKEN, new History(undelete, lock)),
        repository(1, "{ kind: minio, " + key + " }"));
  }

  @Test
  void spreadsObjectsOverDrivesAndHosts() {
    assertEquals(
        new Minio(
            hosts("h1", "h2", "h3", "h4"),
            List.of("/data/1", "/data/2"),
            Metrics.PUBLIC,
            new History(30, 30)),
        repository(
            4, "{ kind: minio, directories: [/data/1, /data/2], metrics: public, lockDays: 30 }"));
  }

  @Test
  void canBeABucketOfSomebodyElse() {
    assertEquals(
        new Repository.S3(
            new Endpoint("s3.corp.example", 9443),
            "databases",
            "/pgv",
            new Access("eu-1", Addressing.HOST, Optional.of("~/corp.pem"), "~/s3-keys.yaml")),
        repository(
            0,
            "{ kind: s3, endpoint: 'https://s3.corp.example:9443', bucket: databases, region: eu-1,"
                + " addressing: host, authority: ~/corp.pem, keys: ~/s3-keys.yaml }"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 | { kind: minio }                             | kind: minio needs one host with the role backup, or four and more, got 2
          0 | { kind: minio }                             | kind: minio needs a host that keeps backups
          0 | { kind: posix }                             | kind: posix needs a host that keeps backups
          1 | { kind: minoi }                             | kind: unknown value 'minoi'
          1 | { kind: minio, directories: [data] }        | directories: not an absolute directory: 'data'
          1 | { kind: minio, directories: [/a, /a] }      | directories: a directory is named twice
          1 | { kind: minio, undeleteDays: 3, lockDays: 9 } | undeleteDays: must be at least lockDays = 9, is 3
          0 | { kind: s3, bucket: abc, keys: k, endpoint: 'http://a' }        | endpoint: not of the form https://host[:port]: 'http://a'
          0 | { kind: s3, bucket: abc, keys: k, endpoint: 'https://a/b' }     | endpoint: not of the form https://host[:port]: 'https://a/b'
          0 | { kind: s3, bucket: abc, keys: k, endpoint: 'https://a:99999' } | endpoint: not a port: 99999
          0 | { kind: s3, bucket: A_b, keys: k, endpoint: 'https://a' }       | bucket: not a bucket's name: 'A_b'
          """)
  void refusesWithTheLine(int keepers, String repository, String what) {
    assertRefused(keepers, repository, "backup.repository." + what);
  }

  @Test
  void refusesKeysOfAnotherKindAndThoseThatLack() {
    assertRefused(
        1, "{ kind: minio, directory: /a }", "unknown key 'directory' in backup.repository");
    assertRefused(
        0,
        "{ kind: s3, endpoint: 'https://a', bucket: abc }",
        "backup.repository: 'keys' is missing");
  }

  private static void assertRefused(int keepers, String repository, String what) {
    Loaded.Refused<?> refused =
        assertInstanceOf(
            Loaded.Refused.class, SiteReader.read("site.yaml", site(keepers, repository)));

    List<Problem> problems = refused.problems();
    assertTrue(
        problems.contains(new Problem("site.yaml:8", what, hint(problems, what))),
        problems::toString);
  }

  private static String hint(List<Problem> problems, String what) {
    return problems.stream()
        .filter(problem -> problem.what().equals(what))
        .map(Problem::hint)
        .findFirst()
        .orElse("");
  }

  @Test
  void writesAnEndpointAsPeopleDo() {
    assertEquals("https://s3.corp.example", Endpoint.parse("https://s3.corp.example/").toString());
    assertEquals("https://10.0.0.1:9000", Endpoint.parse("https://10.0.0.1:9000").toString());
  }
}
