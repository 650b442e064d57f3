package org.pgv.installer.cli;

import java.util.concurrent.Callable;
import org.pgv.installer.component.Components;
import org.pgv.installer.port.PortTable;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pgv-install ports}: who may reach what. */
@Command(
    name = "ports",
    description = {
      "Show which host listens where, what for, and who needs it.",
      "The firewall's rules are made from this table. It follows from the site file alone: no host is"
          + " asked."
    },
    footer = {
      "%nExample:",
      "  pgv-install ports site.yaml",
      "  pgv-install ports site.yaml --csv > for-the-auditor.csv"
    },
    mixinStandardHelpOptions = true)
final class PortsCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SiteFile site = new SiteFile();

  @ArgGroup private Form form = new Form();

  /** One of them at most. */
  private static final class Form {
    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    @Option(names = "--csv", description = "Comma-separated values, one line for each source.")
    private boolean csv;
  }

  PortsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Site wanted = SiteReader.read(site.path()).orRefuse();
    PortTable table = new PortTable(wanted, Components.ports(wanted));
    if (form.json) {
      console.resultJson(table.document());
    } else {
      console.result(form.csv ? table.csv() : table.text());
    }
    return ExitCode.DONE.number();
  }
}
