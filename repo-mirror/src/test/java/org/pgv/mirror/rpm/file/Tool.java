package org.pgv.mirror.rpm.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs an independent tool and says how it ended. */
record Tool(int code, String text) {

  static Tool run(String... command) {
    return run(Map.of(), List.of(command));
  }

  static Tool run(Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      String text = new String(output, StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException(command.getFirst() + " does not end");
      }
      return new Tool(process.exitValue(), text);
    } catch (IOException e) {
      throw new IllegalStateException("missing: build-tools/prepare installs it", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The output of a command that must succeed. */
  static String output(String... command) {
    Tool tool = run(command);
    if (tool.code() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + tool.text());
    }
    return tool.text();
  }

  /** The output of a shell command that must succeed. */
  static String shell(Path folder, String command) {
    return output("sh", "-c", "cd \"$0\" && " + command, folder.toString());
  }
}
