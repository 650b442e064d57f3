package org.pgv.installer.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.check.CheckBeforeApply;
import org.pgv.installer.sandbox.Sandboxes;
import org.pgv.installer.session.Bundles;
import org.pgv.installer.session.Disclosure;
import org.pgv.installer.session.Environment;
import org.pgv.installer.session.Installer;
import org.pgv.installer.state.Operator;
import org.pgv.manifests.console.CompletionCommand;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.console.Program;
import org.pgv.manifests.console.Subcommands;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Secret;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The pgv-install command; the one place where its parts are put together. */
@Command(
    name = "pgv-install",
    description = "Turns bare hosts into a PostgreSQL service, from a bundle and without internet.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class Main {
  Main() {}

  public static void main(String[] args) {
    Console console = Console.ofProcess();
    LibraryLog.sendTo(console);
    CommandLine tool = new CommandLine(new Main());
    try {
      Environment environment = environment(console);
      addCommands(Subcommands.of(tool, List.of(args)), environment, console);
      tool.setExecutionStrategy(new AuditedRun(disclosure(environment)));
    } catch (Refusal refusal) {
      // Before there is a command that could be refused: a user without a home.
      console.errors(refusal.problems());
      System.exit(refusal.code().number());
    }
    System.exit(new Program(tool, console).run(args));
  }

  /** The tool with every command. */
  static CommandLine commandLine(Console console) {
    CommandLine tool = new CommandLine(new Main());
    addCommands(Subcommands.all(tool), environment(console), console);
    return tool;
  }

  private static Environment environment(Console console) {
    Path home = Path.of(System.getProperty("user.home"));
    Path state = StateFolder.of(System.getenv(), System.getProperty("user.name"), home);
    return new Environment(
        new Environment.Folders(state, home),
        Clock.systemUTC(),
        new SecureRandom(),
        console,
        Optional.ofNullable(System.getenv("PGV_PASSPHRASE")).map(Secret::new));
  }

  private static Disclosure disclosure(Environment environment) {
    return new Disclosure(
        environment, Operator.of(System.getenv(), System.getProperty("user.name")));
  }

  private static void addCommands(Subcommands tool, Environment environment, Console console) {
    addSiteCommands(tool, environment, console);
    Sandboxes sandboxes =
        new Sandboxes(environment.folders().state().resolve("sandboxes"), console);
    tool.addSubcommand(SandboxCommand.class, () -> SandboxCommand.commandLine(sandboxes, console));
    tool.addSubcommand(new CompletionCommand(console));
  }

  private static void addSiteCommands(Subcommands tool, Environment environment, Console console) {
    Installer installer =
        new Installer(environment, new CheckBeforeApply(environment.clock(), console));
    SiteVerbs verbs =
        new SiteVerbs(
            installer,
            new Bundles(environment.clock(), console),
            console,
            environment.folders().state().resolve("log"),
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    BackupVerbs backups = new BackupVerbs(environment, installer, verbs, console);
    SiteLooks looks = new SiteLooks(environment, console);
    Disclosure disclosure = disclosure(environment);
    tool.addSubcommand(new InitCommand(verbs));
    tool.addSubcommand(new CheckCommand(looks));
    tool.addSubcommand(new PlanCommand(verbs));
    tool.addSubcommand(new ApplyCommand(verbs));
    tool.addSubcommand(new CloneCommand(verbs));
    tool.addSubcommand(new StatusCommand(looks));
    tool.addSubcommand(new SessionsCommand(looks, environment.clock()));
    tool.addSubcommand(new UninstallCommand(verbs));
    tool.addSubcommand(new VerifyCommand(verbs));
    tool.addSubcommand(new BackupCommand(backups));
    tool.addSubcommand(new RestoreCommand(backups));
    tool.addSubcommand(
        DrillCommand.class,
        () ->
            new CommandLine(new DrillCommand(environment, console))
                .addSubcommand(new DrillRestoreCommand(backups)));
    tool.addSubcommand(new EscrowCommand(new EscrowVerbs(disclosure, console)));
    tool.addSubcommand(new SecretsCommand(disclosure, console));
    tool.addSubcommand(new PortsCommand(console));
    tool.addSubcommand(new ConnectCommand(console));
    tool.addSubcommand(new ClientBundleCommand(disclosure, console));
  }
}
