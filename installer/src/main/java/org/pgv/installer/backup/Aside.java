package org.pgv.installer.backup;

import java.time.Duration;
import java.util.Optional;
import org.pgv.installer.component.pgbackrest.AsideShell;
import org.pgv.installer.component.pgbackrest.Catalog;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.Shell;
import org.pgv.installer.session.Fleet;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.SiteHost;

/**
 * A cluster restored beside itself: on one of its members, in a folder and on a port of its own.
 * The service does not notice, and nothing of it is archived.
 */
public final class Aside {
  private static final Duration LONG = Duration.ofDays(2);

  private final Stanza stanza;
  private final AsideShell shell;
  private final Host host;

  /** On a member that is connected. */
  public Aside(Stanza stanza, SiteHost member, Fleet fleet, int port) {
    this.stanza = stanza;
    this.shell = new AsideShell(stanza, member, "aside-" + port, port);
    this.host = fleet.host(member.name());
  }

  public String folder() {
    return shell.folder();
  }

  /**
   * Restores and starts it; refuses where there is one already.
   *
   * @param timeline the branch of history that is followed; the newest where absent
   * @return the way it took
   */
  public Route make(Target target, Optional<Integer> timeline, Catalog catalog) {
    Route route = Route.find(target, timeline, stanza, host, catalog);
    run("could not restore aside", "restore_aside " + Shell.line(route.options()) + "\n");
    return route;
  }

  /** Stops it and removes its folder. */
  public void drop() {
    run("could not remove what was restored aside", "drop_aside\n");
  }

  private void run(String what, String script) {
    Exit exit = host.run(Command.script(shell.functions() + script, LONG));
    if (!exit.good()) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(
              host.name() + ", cluster " + shell.stanza().name(),
              what + ": " + exit.story(),
              "the service goes on; 'pgv-install backup verify' says whether the repository is damaged"));
    }
  }
}
