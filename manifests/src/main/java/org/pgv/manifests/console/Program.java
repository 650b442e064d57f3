package org.pgv.manifests.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.problem.Spelling;
import picocli.CommandLine;

/** Runs one command line of either tool and turns however it ends into an exit code. */
public final class Program {
  private static final int DEEPEST = 20;

  /** What the C library says of a disk. Whatever else went wrong may well be a fault of ours. */
  private static final List<String> DISK =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "Input/output error",
          "Read-only file system");

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
    Optional<FileSystemException> file = ofFile(failure);
    if (file.isPresent()) {
      return cannotBeUsed(file.get());
    }
    Optional<Throwable> disk = ofDisk(failure);
    if (disk.isPresent()) {
      return diskFailed(disk.get());
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

  /** A file that is not there, cannot be read or has no room is nobody's fault to report. */
  private static Optional<FileSystemException> ofFile(Throwable failure) {
    return causes(failure)
        .filter(FileSystemException.class::isInstance)
        .map(FileSystemException.class::cast)
        .findFirst();
  }

  /**
   * What the system says while a file is written: Java names no file then, nor a kind of its own.
   */
  private static Optional<Throwable> ofDisk(Throwable failure) {
    return causes(failure)
        .filter(each -> each instanceof IOException)
        .filter(each -> DISK.stream().anyMatch(String.valueOf(each.getMessage())::contains))
        .findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(
            Optional.of(failure), Optional::isPresent, each -> each.map(Throwable::getCause))
        .flatMap(Optional::stream)
        .limit(DEEPEST);
  }

  private int diskFailed(Throwable disk) {
    console.errors(
        List.of(
            new Problem(
                "",
                "a file cannot be read or written: " + disk.getMessage(),
                "where a disk is full, make room, then run the same command again; PGV_CACHE and"
                    + " PGV_HOME name folders elsewhere")));
    logHint();
    return ExitCode.FAILED.number();
  }

  private int cannotBeUsed(FileSystemException failure) {
    String what =
        switch (failure) {
          case NoSuchFileException _ -> "is not there";
          case AccessDeniedException _ -> "may not be used: permission denied";
          case FileAlreadyExistsException _ -> "is there already";
          case DirectoryNotEmptyException _ -> "is a folder that holds something";
          case NotDirectoryException _ -> "is not a folder";
          default -> "cannot be used: " + String.valueOf(failure.getReason());
        };
    console.errors(List.of(new Problem(String.valueOf(failure.getFile()), what, "")));
    logHint();
    return (failure instanceof NoSuchFileException ? ExitCode.USAGE : ExitCode.FAILED).number();
  }

  private void logHint() {
    console.runLog().ifPresent(log -> console.say("log: " + log.file()));
  }
}
