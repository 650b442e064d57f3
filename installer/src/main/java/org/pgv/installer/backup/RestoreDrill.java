package org.pgv.installer.backup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.session.Installer.Operated;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.site.SiteHost;

/**
 * Writes a row, restores the cluster aside from its backups, and looks whether the row is there and
 * everything is whole: every page's checksum, every table and index. Then all of it goes away.
 */
public final class RestoreDrill {
  private static final int PORT = 5499;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Operated site;
  private final Stanza stanza;
  private final Clock clock;
  private final Reporter reporter;

  public RestoreDrill(Operated site, Stanza stanza, Clock clock, Reporter reporter) {
    this.site = site;
    this.stanza = stanza;
    this.clock = clock;
    this.reporter = reporter;
  }

  /**
   * What came of it.
   *
   * @param host where it was restored
   * @param restoreSeconds until the row could be read again
   * @param checkSeconds of reading everything
   */
  public record Report(String host, long bytes, double restoreSeconds, double checkSeconds) {}

  public Report run() {
    SiteHost member = Restore.chosen(site, stanza);
    String row = UUID.randomUUID().toString();
    reporter.say("writing a row and waiting until it is archived");
    write(row);
    Aside aside = new Aside(stanza, member, site.fleet(), PORT);
    try {
      Instant begin = clock.instant();
      reporter.say("restoring " + stanza.name() + " aside on " + member.name());
      aside.make(new Target.Latest());
      Instant restored = clock.instant();
      reporter.say("looking at all that was restored");
      long bytes = check(aside, row);
      Instant checked = clock.instant();
      forgetRow();
      return new Report(
          member.name().text(), bytes, seconds(begin, restored), seconds(restored, checked));
    } finally {
      aside.drop();
    }
  }

  private void write(String row) {
    String script =
        RestoreScripts.leaderOnly(stanza)
            + """
            query 'CREATE TABLE IF NOT EXISTS pgv_drill_restore (row uuid)' || exit 1
            query "INSERT INTO pgv_drill_restore VALUES ('%s')" || exit 1
            """
                .formatted(row)
            + RestoreScripts.archive();
    for (SiteHost member : stanza.members()) {
      Host host = site.fleet().host(member.name());
      Exit exit = host.run(Command.script(script, LIMIT));
      if (!exit.good()) {
        throw failed(member.name().text(), "could not write and archive a row: " + exit.story());
      }
    }
  }

  /** Checksums need a server that is stopped, so they come last. */
  private long check(Aside aside, String row) {
    String said =
        aside.run(
            "found damage",
            """
            found=$(query "SELECT count(*) FROM pgv_drill_restore WHERE row = '%1$s'")
            [ "$found" = 1 ] || { echo 'the row that was written before is not there'; exit 1; }
            as_user "$bin/pg_amcheck" --all --install-missing %2$s >&2 || exit 1
            systemctl stop $unit
            as_user "$bin/pg_checksums" --check --pgdata "$dir" >&2 || exit 1
            du --bytes --summarize "$dir" | cut -f 1
            """
                .formatted(row, String.join(" ", aside.connection())));
    return Long.parseLong(said.strip());
  }

  private void forgetRow() {
    String clean = RestoreScripts.leaderOnly(stanza) + "query 'DROP TABLE pgv_drill_restore'\n";
    for (SiteHost member : stanza.members()) {
      site.fleet().host(member.name()).run(Command.script(clean, LIMIT));
    }
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }

  private Refusal failed(String where, String what) {
    return new Refusal(ExitCode.FAILED, new Problem(where + ", cluster " + stanza.name(), what));
  }
}
