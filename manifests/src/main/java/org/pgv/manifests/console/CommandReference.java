package org.pgv.manifests.console;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/** Writes the reference of a tool as Markdown, from the commands themselves. */
public final class CommandReference {
  private CommandReference() {}

  /** One page: the tool, then every command in the order in which {@code --help} lists them. */
  public static String markdown(CommandLine tool) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(tool.getCommandName()).append("\n\n");
    page.append("Generated from the program; do not edit.\n\n");
    append(page, tool);
    return page.toString();
  }

  private static void append(StringBuilder page, CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    page.append("## ").append(spec.qualifiedName()).append("\n\n```text\n");
    command.setUsageHelpWidth(100);
    page.append(command.getUsageMessage(Help.Ansi.OFF).stripTrailing().replaceAll(" +\n", "\n"));
    page.append("\n```\n\n");
    List<CommandLine> below =
        command.getSubcommands().values().stream()
            .distinct()
            .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
            .toList();
    below.forEach(sub -> append(page, sub));
  }
}
