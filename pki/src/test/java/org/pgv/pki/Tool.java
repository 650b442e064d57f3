package org.pgv.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs an independent tool and says how it ended. */
public record Tool(int code, String output) {

  public static Tool run(String... command) {
    return run(Map.of(), Path.of("."), command);
  }

  public static Tool run(Map<String, String> environment, Path folder, String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command)).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException(command[0] + " does not end");
      }
      return new Tool(process.exitValue(), output);
    } catch (IOException e) {
      throw new IllegalStateException(
          command[0] + " is missing: build-tools/prepare installs it", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The output of a command that must succeed. */
  public static String output(String... command) {
    Tool tool = run(command);
    if (tool.code() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + tool.output());
    }
    return tool.output();
  }
}
