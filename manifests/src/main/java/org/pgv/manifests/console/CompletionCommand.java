package org.pgv.manifests.console;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion SHELL}: what makes a shell complete the tool's commands and options. */
@Command(
    name = CompletionCommand.NAME,
    description = "Print what makes a shell complete this program's commands and options.",
    footer = {
      "%nExamples:",
      "  source <(${ROOT-COMMAND-NAME} completion bash)",
      "  ${ROOT-COMMAND-NAME} completion fish > ~/.config/fish/completions/"
          + "${ROOT-COMMAND-NAME}.fish"
    },
    mixinStandardHelpOptions = true)
public final class CompletionCommand implements Runnable {
  static final String NAME = "completion";

  /** The shells it speaks. */
  public enum Shell {
    BASH,
    ZSH,
    FISH
  }

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}, in any case.")
  private Shell shell = Shell.BASH;

  public CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    CommandLine tool = spec.root().commandLine();
    console.result(
        switch (shell) {
          // One script serves both: it switches zsh to bash's way of completing.
          case BASH, ZSH -> AutoComplete.bash(tool.getCommandName(), tool);
          case FISH -> FishCompletion.of(tool);
        });
  }
}
