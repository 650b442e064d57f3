package org.pgv.installer.backup;

import java.time.Duration;
import java.util.List;
import org.pgv.installer.component.pgbackrest.Catalog;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.pgbackrest.WatchScript;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.Input;
import org.pgv.installer.session.Fleet;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** The host that answers for a cluster's backups, connected. */
public final class Keeper {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration LONG = Duration.ofDays(2);

  private final Stanza stanza;
  private final Host host;

  private Keeper(Stanza stanza, Host host) {
    this.stanza = stanza;
    this.host = host;
  }

  /** The keeper that leads the cluster, or else the first that can be reached. */
  public static Keeper of(Stanza stanza, Fleet fleet) {
    List<Host> reached =
        stanza.keepers().stream()
            .filter(keeper -> fleet.hosts().containsKey(keeper.name()))
            .map(keeper -> fleet.host(keeper.name()))
            .toList();
    Command asked = Command.script(RestoreScripts.isReplica(stanza), SOON);
    return reached.stream()
        .filter(host -> reached.size() == 1 || !host.run(asked).good())
        .findFirst()
        .or(() -> reached.stream().findFirst())
        .map(host -> new Keeper(stanza, host))
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.FAILED,
                    new Problem(
                        stanza.keeper().name().text(),
                        "keeps the backups of " + stanza.name() + ", and cannot be reached",
                        "see that it is up, then run the same command again")));
  }

  public Catalog catalog() {
    String json = output("could not list backups", stanza.command("--output=json info"), SOON);
    Catalog catalog =
        Catalog.parse(json)
            .orElseThrow(() -> failed("could not list backups", "pgBackRest said: " + json));
    if (!catalog.state().readable()) {
      throw failed("could not list backups", catalog.state().words());
    }
    return catalog;
  }

  /** Takes a backup and waits for its end. */
  public void take(String type) {
    Catalog before = catalog();
    if (before.atWork()) {
      throw failed("could not begin", "a backup of " + stanza.name() + " is at work already");
    }
    output("could not take a backup", new RestoreScripts(stanza).backup(type).text(), LONG);
    if (catalog().backups().equals(before.backups())) {
      throw failed("took no backup", stanza.unit(type) + " runs only on the member that leads");
    }
  }

  /** Reads everything there is; what is damaged is in the answer. */
  public Verdict verify() {
    Command command =
        new Command(
            List.of("sh", "-s", "--", "verify"), Input.text(WatchScript.text(stanza)), LONG);
    Exit exit = host.run(command);
    if (exit instanceof Exit.Code(int _, String output, String _)) {
      Verdict verdict = Verdict.read(output);
      if (verdict.isKnown()) {
        return verdict;
      }
    }
    throw failed("could not verify", exit.story());
  }

  private String output(String what, String script, Duration limit) {
    Exit exit = host.run(Command.script(script, limit));
    if (exit instanceof Exit.Code(int number, String output, String _) && number == 0) {
      return output;
    }
    throw failed(what, exit.story());
  }

  private Refusal failed(String what, String story) {
    return new Refusal(
        ExitCode.FAILED,
        new Problem(
            host.name() + ", cluster " + stanza.name(),
            what + ": " + story,
            "/var/log/pgbackrest on " + host.name() + " has the rest"));
  }
}
