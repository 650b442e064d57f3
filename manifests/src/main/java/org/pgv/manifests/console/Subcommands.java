package org.pgv.manifests.console;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands of a tool. Taking one apart for its options takes milliseconds, so only those that a
 * command line names are; the others are there by name and description, for help and for hints.
 */
public final class Subcommands {
  private final CommandLine tool;
  private final List<String> named;
  private final boolean all;

  private Subcommands(CommandLine tool, List<String> named, boolean all) {
    this.tool = tool;
    this.named = List.copyOf(named);
    this.all = all;
  }

  /** For a tool that is asked about all of its commands. */
  public static Subcommands all(CommandLine tool) {
    return new Subcommands(tool, List.of(), true);
  }

  /** For a tool that runs a command line once. */
  public static Subcommands of(CommandLine tool, List<String> arguments) {
    return new Subcommands(tool, arguments, arguments.contains(CompletionCommand.NAME));
  }

  /** Adds a command by its annotated object; one that was taken apart before is taken as it is. */
  public Subcommands addSubcommand(Object command) {
    if (command instanceof CommandLine whole) {
      tool.addSubcommand(whole);
      return this;
    }
    return addSubcommand(command.getClass(), () -> new CommandLine(command));
  }

  /** Adds a command that is more than its annotated object. */
  public Subcommands addSubcommand(Class<?> type, Supplier<CommandLine> command) {
    Command annotation = Objects.requireNonNull(type.getAnnotation(Command.class), type.getName());
    if (all || named.contains(annotation.name())) {
      tool.addSubcommand(command.get());
    } else {
      CommandSpec outline = CommandSpec.create().name(annotation.name());
      outline.usageMessage().description(annotation.description()).hidden(annotation.hidden());
      tool.addSubcommand(new CommandLine(outline));
    }
    return this;
  }
}
