package org.pgv.manifests.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

class SubcommandsTest {
  @Command(name = "tool", mixinStandardHelpOptions = true)
  private static final class Tool {}

  @Command(
      name = "copy",
      description = {"Copies things.", "All of them."})
  private static final class Copy implements Callable<Integer> {
    @Option(names = "--times")
    private int times;

    @Override
    public Integer call() {
      return times;
    }
  }

  @Command(name = "clean", description = "Takes things away.")
  private static final class Clean {}

  @Command(name = "secret", hidden = true)
  private static final class Secret {}

  @Command(name = "whole", description = "Is there already.")
  private static final class Whole {}

  private static CommandLine filled(CommandLine tool, Subcommands commands) {
    commands
        .addSubcommand(new Copy())
        .addSubcommand(Clean.class, () -> new CommandLine(new Clean()).addSubcommand(new Copy()))
        .addSubcommand(new Secret())
        .addSubcommand(new CommandLine(new Whole()));
    return tool;
  }

  private static CommandLine all() {
    CommandLine tool = new CommandLine(new Tool());
    return filled(tool, Subcommands.all(tool));
  }

  private static CommandLine of(String... arguments) {
    CommandLine tool = new CommandLine(new Tool());
    return filled(tool, Subcommands.of(tool, List.of(arguments)));
  }

  @Test
  void helpOfTheToolIsTheSameHoweverManyCommandsAreTakenApart() {
    String help = all().getUsageMessage(Ansi.OFF);

    assertTrue(help.contains("Copies things."), help);
    assertEquals(help, of("--help").getUsageMessage(Ansi.OFF));
    assertEquals(help, of("copy").getUsageMessage(Ansi.OFF));
    assertEquals(all().getSubcommands().keySet(), of().getSubcommands().keySet());
  }

  @Test
  void theNamedCommandIsThereWithAllThatBelongsToIt() {
    assertEquals(3, of("copy", "--times=3").execute("copy", "--times=3"));
    assertEquals(4, of("clean", "copy").execute("clean", "copy", "--times=4"));
  }

  @Test
  void completionKnowsEveryOption() {
    CommandLine copy =
        Objects.requireNonNull(of("completion", "bash").getSubcommands().get("copy"));

    assertEquals("--times", copy.getCommandSpec().options().getFirst().longestName());
  }
}
