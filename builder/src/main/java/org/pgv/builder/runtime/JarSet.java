package org.pgv.builder.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;

/** Jars of this tool's installation: its own, or the installer's that go into bundles. */
public record JarSet(List<Path> jars) {
  public JarSet {
    jars = jars.stream().sorted(Comparator.comparing(jar -> jar.getFileName().toString())).toList();
  }

  /** The jars of a class path; refuses one that is not all there. */
  public static JarSet ofClassPath(String classPath) {
    List<Path> jars =
        Stream.of(classPath.split(":", -1)).filter(e -> !e.isEmpty()).map(Path::of).toList();
    List<Problem> problems =
        jars.stream()
            .filter(jar -> !Files.isRegularFile(jar))
            .map(jar -> problem(jar.toString(), "is no jar of this installation"))
            .toList();
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.FAILED, problems);
    }
    if (jars.isEmpty()) {
      throw new Refusal(
          ExitCode.FAILED, problem("pgv-install", "its jars are not part of this installation"));
    }
    return new JarSet(jars);
  }

  /** What changes whenever a jar may have changed, known without reading them. */
  public Sha256 stamp() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path jar : jars) {
      all.append(jar).append(' ').append(Files.size(jar)).append(' ');
      all.append(Files.getLastModifiedTime(jar)).append('\n');
    }
    return Sha256.of(all.toString());
  }

  /** The digest of all of them, names included. */
  Sha256 digest() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path jar : jars) {
      all.append(jar.getFileName()).append(' ').append(Sha256.of(jar)).append('\n');
    }
    return Sha256.of(all.toString());
  }

  private static Problem problem(String where, String what) {
    return new Problem(
        where, what, "start it with ./pgv-bundle from the source tree, or install it again");
  }
}
