package org.pgv.installer.backup;

import java.time.Duration;
import java.util.List;
import org.pgv.installer.answer.Samples;
import org.pgv.installer.component.pgbackrest.DrillScript;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Input;
import org.pgv.installer.session.Installer.Operated;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.site.SiteHost;

/**
 * Writes a row, restores the cluster aside from its backups, and looks whether the row is there and
 * everything is whole: every page's checksum, every table and index. Then all of it goes away. What
 * does it is the program that members run on a schedule.
 */
public final class RestoreDrill {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Duration LONG = Duration.ofDays(2);

  private final Operated site;
  private final Stanza stanza;
  private final Reporter reporter;

  public RestoreDrill(Operated site, Stanza stanza, Reporter reporter) {
    this.site = site;
    this.stanza = stanza;
    this.reporter = reporter;
  }

  /**
   * What came of it.
   *
   * @param host where it was restored
   * @param restoreSeconds until it had recovered and could be read again
   * @param checkSeconds of reading everything
   */
  public record Report(String host, long bytes, double restoreSeconds, double checkSeconds) {
    static Report of(SiteHost host, Samples samples) {
      return new Report(
          host.name().text(),
          (long) value(samples, "bytes"),
          value(samples, "restore_seconds"),
          value(samples, "check_seconds"));
    }

    private static double value(Samples samples, String name) {
      return samples.value("pgv_restore_drill_" + name).orElse(0);
    }
  }

  public Report run() {
    SiteHost member = Restore.chosen(site, stanza);
    reporter.say("writing a row and waiting until it is archived");
    String row = written();
    reporter.say(
        "restoring " + stanza.name() + " aside on " + member.name() + ", and looking at all of it");
    return Report.of(member, Samples.parse(output(member, LONG, "rehearse", row)));
  }

  /** By the member that leads; the others print nothing. */
  private String written() {
    for (SiteHost member : stanza.members()) {
      String row = output(member, SOON, "write", "").strip();
      if (!row.isEmpty()) {
        return row;
      }
    }
    throw failed(stanza.members().getFirst(), "no member leads, so no row could be written");
  }

  private String output(SiteHost member, Duration limit, String verb, String row) {
    Command command =
        new Command(
            List.of("sh", "-s", "--", verb, row),
            Input.text(DrillScript.text(stanza, member)),
            limit);
    Exit exit = site.fleet().host(member.name()).run(command);
    if (exit instanceof Exit.Code(int number, String output, String _) && number == 0) {
      return output;
    }
    throw failed(member, "the drill failed: " + exit.story());
  }

  private Refusal failed(SiteHost member, String what) {
    return new Refusal(
        ExitCode.FAILED,
        new Problem(
            member.name() + ", cluster " + stanza.name(),
            what,
            "the service goes on; 'pgv-install backup verify' says whether the repository is damaged"));
  }
}
