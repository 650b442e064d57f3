package org.pgv.installer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pgv.installer.sandbox.BundleRepository;
import org.pgv.installer.sandbox.GivenRoot;
import org.pgv.installer.sandbox.HostNames;
import org.pgv.installer.sandbox.Sandboxes;
import org.pgv.installer.sandbox.Sandboxes.Row;
import org.pgv.installer.sandbox.Sandboxes.Wish;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Network;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pgv-install sandbox}: hosts on this machine to try an installation on. */
@Command(
    name = "sandbox",
    description = {
      "Hosts on this machine, with systemd and sshd, on a network that leads nowhere.",
      "They are made from a bundle's own packages, or from a host's file system as you have it.",
      "Needs root on Linux."
    },
    footer = {
      "%nExample:",
      "  pgv-install sandbox up --bundle pgv-debian13-2026.11.20 --hosts 4",
      "  pgv-install sandbox exec admin pgv-install apply examples/four-hosts.yaml",
      "  pgv-install sandbox power off pg1",
      "  pgv-install sandbox down"
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class SandboxCommand {
  private final Sandboxes sandboxes;
  private final Console console;

  SandboxCommand(Sandboxes sandboxes, Console console) {
    this.sandboxes = sandboxes;
    this.console = console;
  }

  /** The command, ready to be added to the tool. */
  public static CommandLine commandLine(Sandboxes sandboxes, Console console) {
    CommandLine command = new CommandLine(new SandboxCommand(sandboxes, console));
    command.registerConverter(HostName.class, HostName::new);
    command.registerConverter(Network.class, Network::parse);
    // What follows the host's name belongs to the command that runs there.
    Objects.requireNonNull(command.getSubcommands().get("exec")).setStopAtPositional(true);
    return command;
  }

  /** Says which sandbox is meant. */
  static final class Which {
    @Option(
        names = "--name",
        defaultValue = "demo",
        description = "The sandbox (default: ${DEFAULT-VALUE}).")
    HostName name = new HostName("demo");
  }

  /** Whether a host has power. */
  enum Switch {
    ON,
    OFF
  }

  @Command(
      description = {
        "Make hosts and boot them; run again, boot those that are off.",
        "The first time takes half a minute for a bundle, later it takes seconds."
      },
      footer = {
        "%nExample:",
        "  pgv-install sandbox up --bundle pgv-debian13-2026.11.20 --hosts 4",
        "  pgv-install sandbox up --root /srv/golden-image --hosts 4"
      },
      mixinStandardHelpOptions = true)
  int up(@Mixin Which which, @ArgGroup(multiplicity = "1") MadeOf madeOf, @Mixin SandboxWish given)
      throws IOException {
    Wish wish =
        new Wish(
            which.name,
            given.network,
            given.domain,
            Given.parse("--hosts", given.hosts, HostNames::parse));
    if (madeOf.root != null) {
      sandboxes.up(wish, GivenRoot.in(madeOf.root));
    } else {
      sandboxes.up(wish, BundleRepository.in(Objects.requireNonNull(madeOf.bundle)));
    }
    return ExitCode.DONE.number();
  }

  /** Where the hosts' file system comes from. */
  static final class MadeOf {
    @Option(
        names = "--bundle",
        required = true,
        paramLabel = "DIR",
        description = "The bundle whose packages the hosts are made of.")
    @Nullable Path bundle;

    @Option(
        names = "--root",
        required = true,
        paramLabel = "DIR",
        description = {
          "The file system of a host, such as your company's image unpacked: it has systemd and sshd.",
          "Nothing is written into it; it has to stay until the sandbox is taken down."
        })
    @Nullable Path root;
  }

  /** What a new sandbox shall be like. */
  static final class SandboxWish {
    @Option(
        names = "--hosts",
        defaultValue = "4",
        paramLabel = "N|NAMES",
        description = {
          "How many hosts, or their names with commas between (default: ${DEFAULT-VALUE}).",
          "A number gives pg1, pg2 …, and from four on the last one is infra1."
        })
    String hosts = "";

    @Option(
        names = "--network",
        defaultValue = "10.77.0.0/24",
        description =
            "The hosts' network; the first host has number 11 (default: ${DEFAULT-VALUE}).")
    Network network = Network.parse("10.77.0.0/24");

    @Option(
        names = "--domain",
        defaultValue = "demo.internal",
        description = "What host names are completed with (default: ${DEFAULT-VALUE}).")
    String domain = "";
  }

  @Command(
      description = "Take a sandbox away: processes, mounts, namespaces and files.",
      footer = "%nExample:%n  pgv-install sandbox down --name demo",
      mixinStandardHelpOptions = true)
  int down(@Mixin Which which) throws IOException {
    console.say(
        sandboxes.down(which.name)
            ? "sandbox '" + which.name + "' is gone"
            : "there is no sandbox '" + which.name + "'");
    return ExitCode.DONE.number();
  }

  @Command(
      description = "Show the sandboxes of this machine and their hosts.",
      footer = "%nExample:%n  pgv-install sandbox list --json",
      mixinStandardHelpOptions = true)
  int list(@Option(names = "--json", description = "One JSON document.") boolean json)
      throws IOException {
    List<Row> rows = sandboxes.list();
    if (json) {
      console.resultJson(Map.of("hosts", rows));
    } else {
      console.result(table(rows));
    }
    return ExitCode.DONE.number();
  }

  @Command(
      description = {
        "Run a command on a host as root; on 'admin', in the namespace that sees only the hosts.",
        "There, root's .ssh, /etc/hosts and PGV_HOME are the sandbox's own."
      },
      footer = {
        "%nExample:",
        "  pgv-install sandbox exec pg1 systemctl --failed",
        "  pgv-install sandbox exec admin pgv-install status examples/four-hosts.yaml"
      },
      mixinStandardHelpOptions = true)
  int exec(
      @Mixin Which which,
      @Parameters(index = "0", paramLabel = "HOST", description = "A host, or admin.") String host,
      @Parameters(
              index = "1..*",
              arity = "1..*",
              paramLabel = "COMMAND",
              description = "The command, argument by argument.")
          List<String> command) {
    return sandboxes.exec(which.name, host, command, false);
  }

  @Command(
      description = "Open a shell on a host, or on 'admin'.",
      footer = "%nExample:%n  pgv-install sandbox shell pg1",
      mixinStandardHelpOptions = true)
  int shell(
      @Mixin Which which,
      @Parameters(index = "0", paramLabel = "HOST", description = "A host, or admin.")
          String host) {
    return sandboxes.exec(which.name, host, List.of(), true);
  }

  @Command(
      description = {
        "Cut a host's power, or switch it on again.",
        "Its cable goes first and then every process at once; what is on its disk stays."
      },
      footer = "%nExample:%n  pgv-install sandbox power off pg1",
      mixinStandardHelpOptions = true)
  int power(
      @Mixin Which which,
      @Parameters(index = "0", paramLabel = "on|off", description = "${COMPLETION-CANDIDATES}.")
          Switch state,
      @Parameters(index = "1", paramLabel = "HOST", description = "The host.") String host)
      throws IOException {
    sandboxes.power(which.name, host, state == Switch.ON);
    return ExitCode.DONE.number();
  }

  @Command(
      description = "Drop everything that two hosts, or a host and 'admin', send to each other.",
      footer = "%nExample:%n  pgv-install sandbox cut pg1 pg2",
      mixinStandardHelpOptions = true)
  int cut(
      @Mixin Which which,
      @Option(names = "--one-way", description = "Drop only what A sends to B.") boolean oneWay,
      @Parameters(index = "0", paramLabel = "A", description = "A host, or admin.") String a,
      @Parameters(index = "1", paramLabel = "B", description = "A host, or admin.") String b) {
    sandboxes.cut(which.name, a, b, oneWay);
    return ExitCode.DONE.number();
  }

  @Command(
      description = "Mend what 'cut' did, in both directions.",
      footer = "%nExample:%n  pgv-install sandbox heal pg1 pg2",
      mixinStandardHelpOptions = true)
  int heal(
      @Mixin Which which,
      @Parameters(index = "0", paramLabel = "A", description = "A host, or admin.") String a,
      @Parameters(index = "1", paramLabel = "B", description = "A host, or admin.") String b) {
    sandboxes.heal(which.name, a, b);
    return ExitCode.DONE.number();
  }

  private static String table(List<Row> rows) {
    String form = "%-12s %-12s %-15s %-5s %s%n";
    StringBuilder table =
        new StringBuilder(form.formatted("SANDBOX", "HOST", "ADDRESS", "POWER", "CUT FROM"));
    for (Row row : rows) {
      String cut = row.cutFrom().isEmpty() ? "-" : String.join(",", row.cutFrom());
      table.append(
          form.formatted(row.sandbox(), row.host(), row.address(), row.on() ? "on" : "off", cut));
    }
    return table.toString();
  }
}
