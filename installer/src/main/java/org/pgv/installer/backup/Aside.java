package org.pgv.installer.backup;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.pgv.installer.component.pgbackrest.ServerShell;
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
  private final SiteHost member;
  private final Host host;
  private final int port;

  /** On a member that is connected. */
  public Aside(Stanza stanza, SiteHost member, Fleet fleet, int port) {
    this.stanza = stanza;
    this.member = member;
    this.host = fleet.host(member.name());
    this.port = port;
  }

  public String folder() {
    return stanza.dataDirectory() + "-aside-" + port;
  }

  /** Restores and starts it; refuses where there is one already. */
  public void make(Target target) {
    String options = target.options().stream().map(Shell::quote).collect(Collectors.joining(" "));
    run(
        "could not restore aside",
        """
        [ ! -e "$dir" ] || { echo "$dir is there already"; exit 1; }
        if timeout 1 bash -c 'exec 3<>/dev/tcp/127.0.0.1/%1$d' 2>/dev/null; then
          echo 'port %1$d is in use'
          exit 1
        fi
        install -d -o %2$s -g %2$s -m 0700 "$dir" || exit 1
        as_user %3$s --stanza=%4$s --pg1-path="$dir" --archive-mode=off \\
          --tablespace-map-all="$dir/pgv-tablespaces" %5$s restore ||
          { rm -rf -- "$dir"; exit 1; }
        systemd-run --quiet --collect --unit=$unit --uid=%2$s --property=KillSignal=SIGINT \\
          --property=KillMode=mixed "$bin/postgres" -D "$dir" -p %1$d \\
          -c listen_addresses=%6$s -c archive_mode=off -c shared_buffers=128MB \\
          -c synchronous_standby_names= -c log_filename=aside-%1$d.log -c cluster_name=aside ||
          exit 1
        until [ "$(query 'SELECT pg_is_in_recovery()' 2>/dev/null)" = f ]; do
          systemctl -q is-active $unit || {
            grep -E 'FATAL|recovery' %7$s/aside-%1$d.log | tail -n 6
            rm -rf -- "$dir"
            exit 1
          }
          sleep 0.2
        done
        """
            .formatted(
                port,
                stanza.user(),
                Stanza.PROGRAM,
                stanza.name(),
                options,
                member.address(),
                stanza.layout().logs()));
  }

  /** Stops it and removes its folder. */
  public void drop() {
    run(
        "could not remove what was restored aside",
        "systemctl stop $unit 2>/dev/null\nrm -rf -- \"$dir\"\n");
  }

  /** What a script prints that may ask it with {@code query SQL}. */
  String run(String what, String script) {
    Exit exit = host.run(Command.script(functions() + script, LONG));
    if (exit instanceof Exit.Code(int number, String output, String _) && number == 0) {
      return output;
    }
    throw new Refusal(
        ExitCode.FAILED,
        new Problem(
            member.name() + ", cluster " + stanza.name(),
            what + ": " + exit.story(),
            "the service goes on; 'pgv-install backup verify' says whether the repository is damaged"));
  }

  private String functions() {
    return ServerShell.functions(stanza, folder(), port) + "unit=pgv-aside-%d\n".formatted(port);
  }

  List<String> connection() {
    return List.of("--host", stanza.layout().sockets(), "--port", Integer.toString(port));
  }
}
