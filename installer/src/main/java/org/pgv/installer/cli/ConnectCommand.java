package org.pgv.installer.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgv.installer.connect.Audience;
import org.pgv.installer.connect.ClientSheet;
import org.pgv.installer.connect.Connection;
import org.pgv.installer.connect.ConnectionText;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pgv-install connect}: how applications reach a database. */
@Command(
    name = "connect",
    description = {
      "Show how to connect to a database.",
      "Prints ready strings for libpq and JDBC, or a pg_service.conf. Passwords are not among"
          + " them:",
      "'secrets show' prints one, 'client-bundle' packs it."
    },
    footer = {
      "%nExample:",
      "  pgv-install connect site.yaml --database app",
      "  pgv-install connect site.yaml --service-file > ~/.pg_service.conf"
    },
    mixinStandardHelpOptions = true)
final class ConnectCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SiteFile site = new SiteFile();

  @Mixin private DatabaseOptions asked = new DatabaseOptions();

  @Option(names = "--role", paramLabel = "NAME", description = "The role (default: the owner).")
  private @Nullable String role;

  @Option(
      names = "--root",
      paramLabel = "FILE",
      defaultValue = "/etc/pgv/pki/root.crt",
      description = "Where clients keep the site's root certificate (default: ${DEFAULT-VALUE}).")
  private String root = "/etc/pgv/pki/root.crt";

  @Option(names = "--service-file", description = "Print a pg_service.conf.")
  private boolean serviceFile;

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  ConnectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Site wanted = SiteReader.read(site.path()).orRefuse();
    Audience audience = asked.audience(wanted, Optional.ofNullable(role));
    ClientSheet sheet =
        new ClientSheet(wanted, audience.cluster(), audience.database(), audience.role(), root);
    List<Connection> connections = sheet.connections();
    if (json) {
      console.resultJson(Map.of("connections", connections));
    } else {
      console.result(serviceFile ? sheet.serviceFile() : ConnectionText.of(connections));
    }
    return ExitCode.DONE.number();
  }
}
