package org.pgv.builder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the programs that judge our work. */
public final class Commands {
  private Commands() {}

  /** How a program ended and what it printed, both streams together. */
  public record Ended(int code, String output) {}

  public static Ended run(Path folder, String... command) throws Exception {
    return run(folder, Map.of(), List.of(command));
  }

  public static Ended run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("command", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    String printed = Files.readString(output);
    Files.delete(output);
    return new Ended(code, printed);
  }
}
