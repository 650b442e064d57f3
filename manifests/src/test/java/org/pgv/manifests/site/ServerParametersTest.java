package org.pgv.manifests.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgv.manifests.postgres.ServerCatalogue;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;

class ServerParametersTest {
  private static Loaded<Site> read(int version, String parameters) {
    return SiteReader.read(
        "site.yaml",
        """
        apiVersion: pgv/v1
        site: demo
        domain: demo.internal
        ssh: { user: root }
        hosts: [{ name: a, address: 10.0.0.1, roles: [etcd, infra] }]
        clusters: [{ name: main, members: [a], postgres: %d, parameters: { %s } }]
        """
            .formatted(version, parameters));
  }

  private static Map<String, String> good(int version, String parameters) {
    return read(version, parameters).orRefuse().clusters().getFirst().postgres().parameters();
  }

  private static List<String> problems(int version, String parameters) {
    return switch (read(version, parameters)) {
      case Loaded.Ok<Site> _ -> List.of();
      case Loaded.Refused<Site>(var problems) ->
          problems.stream().map(ServerParametersTest::words).toList();
    };
  }

  private static String words(Problem problem) {
    String what = problem.what().replace("clusters[0].parameters.", "");
    return problem.hint().isEmpty() ? what : what + "; " + problem.hint();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          work_men: 8MB                       | work_men: PostgreSQL 17 has no such parameter; did you mean 'work_mem'?
          random_page_cost: fast              | random_page_cost: must be a number, is 'fast'
          work_mem: 8mb                       | work_mem: units are B, kB, MB, GB and TB, not as in '8mb'
          checkpoint_timeout: 5MB             | checkpoint_timeout: units are us, ms, s, min, h and d, not as in '5MB'
          max_connections: 1kB                | max_connections: takes no unit: '1kB'
          checkpoint_timeout: 2d              | checkpoint_timeout: '2d' is outside of what it may be (30 to 86400, in s)
          jit: maybe                          | jit: must be on or off, is 'maybe'
          log_statement: ddll                 | log_statement: cannot be 'ddll': did you mean 'ddl'?
          archive_command: /bin/true          | archive_command: cannot be set here; WAL goes to the repository of 'backup'
          ARCHIVE_MODE: off                   | ARCHIVE_MODE: cannot be set here; WAL goes to the repository of 'backup'
          fsync: off                          | fsync: cannot be set here; data would be lost at the next failure of a host
          full_page_writes: off               | full_page_writes: cannot be set here; data would be lost at the next failure of a host
          wal_level: minimal                  | wal_level: the service cannot do with 'minimal'; use logical
          password_encryption: md5            | password_encryption: cannot be set here; passwords are kept as SCRAM verifiers, which rules ask for
          ssl_min_protocol_version: TLSv1     | ssl_min_protocol_version: the service cannot do with 'TLSv1'; use TLSv1.3
          log_file_mode: 0644                 | log_file_mode: cannot be set here; statements in it may hold what others must not read
          max_wal_senders: 0                  | max_wal_senders: the service cannot do with '0'; the service takes some of them itself: use 10 or more
          block_size: 8192                    | block_size: cannot be set here
          work_mem: 8MB, WORK_MEM: 9MB        | WORK_MEM: 'work_mem' is written twice
          pg_stat_statements.mx: 5            | pg_stat_statements.mx: pg_stat_statements has no such parameter; did you mean 'pg_stat_statements.max'?
          corn.database_name: app             | corn.database_name: no extension that is loaded or known has parameters that begin with 'corn.'; name its library in shared_preload_libraries
          TimeZone: Europe/Berlinn            | TimeZone: no time zone 'Europe/Berlinn'; did you mean 'Europe/Berlin'?
          io_method: worker                   | io_method: PostgreSQL 17 has no such parameter
          log_line_prefix: "a\\u0085b"        | a value has a character that cannot be seen; write it anew by hand
          log_line_prefix: "a\\nb"           | log_line_prefix: must be one line
          """)
  void refusesWhatCannotBe(String parameters, String problem) {
    assertEquals(List.of(problem), problems(17, parameters));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          timezone: UTC                           | TimeZone          | UTC
          jit: 'No'                               | jit               | off
          wal_level: Replica                      | wal_level         | replica
          work_mem: 1.5GB                         | work_mem          | 1.5GB
          shared_buffers: ' 100 MB '              | shared_buffers    | 12800
          max_connections: 0x100                  | max_connections   | 256
          cron.database_name: app                 | cron.database_name | app
          huge_pages: 'true'                      | huge_pages        | on
          """)
  void writesWhatPatroniReadsAlike(String parameters, String name, String value) {
    assertEquals(Map.of(name, value), good(17, parameters));
  }

  @Test
  void takesParametersOfWhateverLibraryIsLoaded() {
    assertEquals("1", good(17, "shared_preload_libraries: 'a, ours', ours.n: 1").get("ours.n"));
  }

  @Test
  void asksTheVersionThatTheClusterHas() {
    assertEquals(Map.of("io_method", "worker"), good(18, "io_method: worker"));
    assertEquals(
        List.of("promote_trigger_file: PostgreSQL 16 has no such parameter"),
        problems(16, "promote_trigger_file: x"));
  }

  @Test
  void knowsEveryVersionThatAClusterMayHave() {
    for (int version :
        IntStream.rangeClosed(ServerCatalogue.OLDEST, ServerCatalogue.NEWEST).toArray()) {
      assertEquals(Map.of("work_mem", "8MB"), good(version, "work_mem: 8MB"));
    }
  }
}
