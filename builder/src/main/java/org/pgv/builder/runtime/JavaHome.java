package org.pgv.builder.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;

/** The JDK that runtimes are linked from: the one this tool runs in. */
public record JavaHome(Path folder) {
  private static final long LIMIT_MINUTES = 10;

  public static JavaHome ofProcess() {
    return new JavaHome(Path.of(System.getProperty("java.home")));
  }

  /** What tells this build of the JDK from others. */
  public Sha256 identity() throws IOException {
    return Sha256.of(folder.resolve("release"));
  }

  /** A line of what Java says of itself, such as {@code MODULES="java.base java.sql"}. */
  String told(String name) throws IOException {
    String start = name + "=\"";
    return Files.readAllLines(folder.resolve("release")).stream()
        .filter(line -> line.startsWith(start) && line.endsWith("\""))
        .map(line -> line.substring(start.length(), line.length() - 1))
        .findFirst()
        .orElseThrow(() -> new IOException(folder + " does not say its " + name));
  }

  /** Refuses a target whose hosts cannot run what this JDK is made of. */
  void mustRunOn(Target target) throws IOException {
    String wanted = "OS_ARCH=\"" + target.architecture().rpm() + "\"";
    List<String> release = Files.readAllLines(folder.resolve("release"));
    if (!release.contains(wanted)) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              target.toString(),
              "a bundle's Java runtime is made from the JDK of the machine that builds it, and "
                  + folder
                  + " is for another architecture",
              "build on a machine of the target's architecture; a lock can be made anywhere"));
    }
  }

  /** Runs one of the JDK's tools and returns what it printed. */
  String run(String tool, List<String> arguments) throws IOException, InterruptedException {
    Path program = folder.resolve("bin").resolve(tool);
    if (!Files.isExecutable(program)) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(
              program.toString(), "is missing: this is no JDK", "set JAVA_HOME to a JDK 25"));
    }
    Path output = Files.createTempFile("pgv-" + tool, ".log");
    try {
      List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
      command.addAll(arguments);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      String printed = Files.readString(output);
      if (!ended || process.exitValue() != 0) {
        throw new Refusal(
            ExitCode.FAILED,
            new Problem(
                tool,
                ended ? "failed: " + printed.strip() : "did not end in " + LIMIT_MINUTES + " min",
                "see that there is room in the temporary folder, then run it again"));
      }
      return printed;
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
