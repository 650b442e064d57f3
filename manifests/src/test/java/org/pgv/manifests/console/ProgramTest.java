package org.pgv.manifests.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

  @Command(name = "fails")
  private record Fails(IOException cause) implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new IllegalStateException(new UncheckedIOException("the cache is of no use", cause));
    }
  }

  @Test
  void aFullDiskIsNoFaultToReport() {
    IOException full =
        assertThrows(IOException.class, () -> Files.writeString(Path.of("/dev/full"), "too much"));

    String text = said(full);

    assertTrue(text.contains("No space left on device"), text);
    assertFalse(text.contains("report"), text);
  }

  @Test
  void whatMayBeAFaultOfOursIsToBeReported() {
    String text = said(new IOException("malformed bzip2"));

    assertTrue(text.contains("please report it"), text);
  }

  private static String said(IOException cause) {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      int code = new Program(new CommandLine(new Fails(cause)), Console.ofProcess()).run();

      assertEquals(ExitCode.FAILED.number(), code);
    } finally {
      System.setErr(before);
    }
    return said.toString(StandardCharsets.UTF_8);
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
