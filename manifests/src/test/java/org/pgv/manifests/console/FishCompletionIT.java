package org.pgv.manifests.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** fish itself says what it would offer. */
class FishCompletionIT {
  @TempDir private Path folder;

  @Command(name = "tool", subcommands = Power.class)
  static final class Tool {
    @Option(names = "--loud", description = "It's \"loud\".")
    boolean loud;
  }

  enum Colour {
    RED,
    BLUE
  }

  @Command(name = "power")
  static final class Power {
    @Option(names = "--colour", description = "One.")
    Colour colour = Colour.RED;

    @Command(name = "off")
    void off() {}

    @Command(name = "on")
    void on() {}
  }

  @Test
  void offersCommandsThenTheirSubcommandsThenValues() throws Exception {
    assertEquals(List.of("power"), offered("tool "));
    assertEquals(List.of("off", "on"), offered("tool power o"));
    assertEquals(List.of("blue", "red"), offered("tool power --colour "));
    assertEquals(List.of("--loud"), offered("tool --l"));
    assertEquals(List.of("--colour"), offered("tool power --c"));
  }

  private List<String> offered(String line) throws IOException, InterruptedException {
    Path script =
        Files.writeString(
            folder.resolve("tool.fish"), FishCompletion.of(new CommandLine(new Tool())));
    ProcessBuilder fish =
        new ProcessBuilder(
            "fish",
            "--no-config",
            "-c",
            "source $argv[1]; complete -C $argv[2]",
            script.toString(),
            line);
    fish.environment().put("HOME", folder.toString());
    Process process = fish.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.lines().map(text -> text.split("\t", -1)[0]).sorted().toList();
  }
}
