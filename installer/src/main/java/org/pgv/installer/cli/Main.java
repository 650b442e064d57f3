package org.pgv.installer.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.pgv.installer.check.CheckBeforeApply;
import org.pgv.installer.sandbox.Sandboxes;
import org.pgv.installer.session.Bundles;
import org.pgv.installer.session.Environment;
import org.pgv.installer.session.Installer;
import org.pgv.manifests.console.CompletionCommand;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.console.Program;
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
  private Main() {}

  public static void main(String[] args) {
    Console console = Console.ofProcess();
    LibraryLog.sendTo(console);
    System.exit(new Program(commandLine(console), console).run(args));
  }

  static CommandLine commandLine(Console console) {
    Path home = Path.of(System.getProperty("user.home"));
    Path state = StateFolder.of(System.getenv(), System.getProperty("user.name"), home);
    Environment environment =
        new Environment(
            new Environment.Folders(state, home),
            Clock.systemUTC(),
            new SecureRandom(),
            console,
            Optional.ofNullable(System.getenv("PGV_PASSPHRASE")).map(Secret::new));
    CommandLine tool = new CommandLine(new Main());
    addSiteCommands(tool, environment, console);
    tool.addSubcommand(
        SandboxCommand.commandLine(new Sandboxes(state.resolve("sandboxes"), console), console));
    return tool.addSubcommand(new CompletionCommand(console));
  }

  private static void addSiteCommands(CommandLine tool, Environment environment, Console console) {
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
    tool.addSubcommand(new InitCommand(verbs));
    tool.addSubcommand(new CheckCommand(looks));
    tool.addSubcommand(new PlanCommand(verbs));
    tool.addSubcommand(new ApplyCommand(verbs));
    tool.addSubcommand(new StatusCommand(looks));
    tool.addSubcommand(new UninstallCommand(verbs));
    tool.addSubcommand(new VerifyCommand(verbs));
    tool.addSubcommand(new BackupCommand(backups));
    tool.addSubcommand(new RestoreCommand(backups));
    tool.addSubcommand(
        new CommandLine(new DrillCommand(environment, console))
            .addSubcommand(new DrillRestoreCommand(backups)));
    tool.addSubcommand(new SecretsCommand(environment, console));
    tool.addSubcommand(new ConnectCommand(console));
    tool.addSubcommand(new ClientBundleCommand(environment, console));
  }
}
