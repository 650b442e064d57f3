package org.pgv.manifests.console;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Says in the words of fish's {@code complete} what a tool's command lines may hold. */
final class FishCompletion {
  private final String tool;
  private final StringBuilder script = new StringBuilder();

  private FishCompletion(String tool) {
    this.tool = tool;
  }

  static String of(CommandLine tool) {
    FishCompletion completion = new FishCompletion(tool.getCommandName());
    completion.append(tool, "__fish_use_subcommand", "");
    return completion.script.toString();
  }

  /**
   * @param here the condition under which the command's own subcommands come next
   * @param inside the condition under which the line is inside the command; empty for the tool
   */
  private void append(CommandLine command, String here, String inside) {
    List<CommandLine> below =
        command.getSubcommands().values().stream()
            .distinct()
            .filter(one -> !one.getCommandSpec().usageMessage().hidden())
            .toList();
    for (CommandLine one : below) {
      CommandSpec spec = one.getCommandSpec();
      line(here, "-f -a " + quoted(spec.name()), summary(spec.usageMessage().description()));
    }
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        line(inside.isEmpty() ? here : inside, flags(option), summary(option.description()));
      }
    }
    for (CommandLine one : below) {
      String seen = "__fish_seen_subcommand_from " + one.getCommandName();
      String within = inside.isEmpty() ? seen : inside + "; and " + seen;
      append(one, within + siblingsUnseen(one), within);
    }
  }

  /** A command's own subcommands are offered until one of them is there. */
  private static String siblingsUnseen(CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? ""
        : "; and not __fish_seen_subcommand_from "
            + String.join(" ", command.getSubcommands().keySet());
  }

  private void line(String condition, String what, String description) {
    script.append("complete -c ").append(tool).append(" -n ").append(quoted(condition));
    script.append(' ').append(what).append(" -d ").append(quoted(description)).append('\n');
  }

  private static String flags(OptionSpec option) {
    StringBuilder flags = new StringBuilder();
    for (String name : option.names()) {
      flags.append(flags.isEmpty() ? "" : " ");
      flags.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
    }
    return option.arity().max() > 0 ? flags + " -r" + values(option) : flags.toString();
  }

  private static String values(ArgSpec option) {
    Iterable<String> candidates = option.completionCandidates();
    if (candidates == null) {
      return "";
    }
    String words =
        StreamSupport.stream(candidates.spliterator(), false)
            .map(word -> word.toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.joining(" "));
    return " -f -a " + quoted(words);
  }

  private static String summary(String[] description) {
    String text = description.length == 0 ? "" : description[0];
    return Ansi.OFF.string(text.replaceAll("\\$\\{[^}]*}", "…"));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
