package org.pgv.manifests.console;

import java.util.List;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.problem.Spelling;
import picocli.CommandLine;

/** Runs one command line of either tool and turns however it ends into an exit code. */
public final class Program {
  private final CommandLine commandLine;
  private final Console console;

  public Program(CommandLine commandLine, Console console) {
    this.commandLine = commandLine;
    this.console = console;
  }

  /** The number to give to {@link System#exit}. */
  public int run(String... args) {
    commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((failure, _) -> wrongUsage(failure))
        .setExecutionExceptionHandler((failure, _, _) -> failed(failure));
    int code = commandLine.execute(args);
    if (code == ExitCode.DONE.number() && console.lostAResult()) {
      console.errors(List.of(new Problem("", "the result could not be printed", "")));
      return ExitCode.FAILED.number();
    }
    return code;
  }

  private int wrongUsage(CommandLine.ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String hint = "see '" + name + " --help'";
    if (failure instanceof CommandLine.UnmatchedArgumentException unmatched
        && !command.getSubcommands().isEmpty()) {
      hint =
          Spelling.hint(unmatched.getUnmatched().getFirst(), command.getSubcommands().keySet())
              + "; "
              + hint;
    }
    String what = String.valueOf(failure.getMessage());
    console.errors(List.of(new Problem(name, what, hint)));
    return ExitCode.USAGE.number();
  }

  private int failed(Exception failure) {
    console.logFailure(failure);
    if (failure instanceof Refusal refusal) {
      console.errors(refusal.problems());
      logHint();
      return refusal.code().number();
    }
    if (failure instanceof InterruptedException) {
      console.errors(
          List.of(new Problem("", "interrupted", "run the same command again to go on")));
      return ExitCode.INTERRUPTED.number();
    }
    String what = "unexpected failure: " + failure;
    String hint =
        console
            .runLog()
            .map(log -> "the whole story is in " + log.file() + "; please report it")
            .orElse("please report it");
    console.errors(List.of(new Problem("", what, hint)));
    return ExitCode.FAILED.number();
  }

  private void logHint() {
    console.runLog().ifPresent(log -> console.say("log: " + log.file()));
  }
}
