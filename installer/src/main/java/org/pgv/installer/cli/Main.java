package org.pgv.installer.cli;

import java.nio.file.Path;
import org.pgv.installer.sandbox.Sandboxes;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.console.Program;
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
    Path state =
        StateFolder.of(
            System.getenv(),
            System.getProperty("user.name"),
            Path.of(System.getProperty("user.home")));
    CommandLine tool = new CommandLine(new Main());
    tool.addSubcommand(
        SandboxCommand.commandLine(new Sandboxes(state.resolve("sandboxes"), console), console));
    System.exit(new Program(tool, console).run(args));
  }
}
