package org.pgv.installer.component.pgbackrest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a real server makes of a backup whose WAL says more than its files. */
@Timeout(120)
class RecoveryIT {
  /** A server whose limits are raised after its backup was taken, and the copy made from that. */
  private static final String BEGIN =
      """
      set -eu
      cd /
      work=$1
      bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
      chown postgres "$work"
      as_user() { runuser --user postgres -- "$@"; }
      query() { as_user "$bin/psql" --no-psqlrc -Atq --host "$work" --port 55433 --dbname postgres --command "$1" </dev/null; }
      as_user mkdir "$work/archive"
      as_user "$bin/initdb" --no-sync --auth trust --pgdata "$work/data" >/dev/null
      as_user tee -a "$work/data/postgresql.conf" >/dev/null <<END
      port = 55433
      listen_addresses = ''
      unix_socket_directories = '$work'
      archive_mode = on
      archive_command = 'cp %p $work/archive/%f'
      max_connections = 50
      logging_collector = on
      END
      serve() { as_user "$bin/pg_ctl" -D "$work/data" -s -w -l "$work/log" "$@"; }
      serve start
      as_user "$bin/pg_basebackup" -h "$work" -p 55433 -D "$work/copy" -c fast -X none
      as_user sh -c "echo 'max_connections = 100' >>$work/data/postgresql.conf"
      serve restart
      query 'CREATE TABLE kept AS SELECT 1 AS one'
      query 'SELECT pg_switch_wal()' >/dev/null
      serve stop
      dir=$work/copy log=$work/recovery.log
      as_user touch "$dir/recovery.signal"
      """;

  private static final String END =
      """
      query 'SELECT count(*) FROM kept'
      as_user "$bin/pg_ctl" -D "$dir" -s -m fast -w stop
      """;

  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("pgv-recovery");
  }

  @AfterEach
  void removeFolder() throws Exception {
    String stop =
        "for pid in \"$1\"/*/postmaster.pid; do [ ! -e \"$pid\" ] || kill -QUIT \"$(head -n 1 \"$pid\")\"; done; sleep 0.5; rm -rf \"$1\"";
    new ProcessBuilder("sh", "-c", stop, "sh", folder.toString()).start().waitFor();
  }

  private record Ended(int code, String said) {}

  private Ended run(String script) throws Exception {
    Path said = Files.createTempFile("pgv-said", ".txt");
    Process process =
        new ProcessBuilder("sh", "-s", "--", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    process.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(said);
    Files.delete(said);
    assertTrue(ended, () -> "it waits: " + text);
    return new Ended(process.exitValue(), text);
  }

  private static String restoring() {
    return "as_user sh -c \"echo \\\"restore_command = 'cp $work/archive/%f %p'\\\" >>$dir/postgresql.auto.conf\"\n";
  }

  @Test
  void comesBackWhereALimitWasRaisedAfterTheBackup() throws Exception {
    Ended ended = run(BEGIN + restoring() + ServerShell.recover("-c archive_mode=off") + END);

    assertEquals(0, ended.code(), ended.said());
    assertTrue(ended.said().endsWith("1\n"), ended.said());
  }

  @Test
  void saysWhyRecoveryStopped() throws Exception {
    String beyond =
        "as_user sh -c \"echo \\\"recovery_target_name = 'never'\\\" >>$dir/postgresql.auto.conf\"\n";

    Ended ended =
        run(BEGIN + restoring() + beyond + ServerShell.recover("-c archive_mode=off") + END);

    assertEquals(1, ended.code(), ended.said());
    assertTrue(
        ended.said().contains("recovery ended before configured recovery target was reached"),
        ended.said());
  }
}
