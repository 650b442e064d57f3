package org.pgv.manifests.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ProgramTest {
  @Command(name = "reads")
  private record Reads(Path file) implements Callable<Integer> {
    @Override
    public Integer call() {
      try {
        return Files.readString(file).length();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
  }

  private static int run(Path file) {
    return new Program(new CommandLine(new Reads(file)), Console.ofProcess()).run();
  }

  @Test
  void aFileThatIsNotThereIsWrongUsage() {
    assertEquals(ExitCode.USAGE.number(), run(Path.of("/nope/nothing")));
  }

  @Test
  void whatAHostSaidReachesNoTerminalAsItIs() {
    assertEquals("a?b", new Problem("x", "a\u001b[2J\ufffd\u0085b").what().replace("[2J?", ""));
  }
}
