package org.pgv.manifests.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class LostResultTest {
  @Command(name = "say")
  private static final class Say implements Runnable {
    private final Console console;

    Say(Console console) {
      this.console = console;
    }

    @Override
    public void run() {
      console.result("said");
    }
  }

  /** As {@code /dev/full} is. */
  private static final class Full extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      throw new IOException("no space left");
    }
  }

  private static int printingTo(OutputStream out) {
    Console console =
        new Console(new PrintStream(out), new PrintStream(OutputStream.nullOutputStream()), false);
    return new Program(new CommandLine(new Say(console)), console).run();
  }

  @Test
  void isNoSuccess() {
    assertEquals(0, printingTo(OutputStream.nullOutputStream()));
    assertEquals(1, printingTo(new Full()));
  }
}
