package org.pgv.builder.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pgv.manifests.bundle.BundledRuntime;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.Folders;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;

/**
 * Links a Java runtime of only the modules that the installer uses, and keeps it: linking takes a
 * while, and the same JDK and jars always give the same files.
 */
public final class RuntimeLinker {
  /** To be raised when the way of linking changes. */
  private static final String RECIPE = "2";

  /**
   * Of java.desktop, FreeMarker needs java.beans alone. The code that is not Java's own, for fonts,
   * pictures and sound, is where most faults of that module are found; nothing here can load it.
   */
  private static final String NATIVE_DESKTOP = "/java.desktop/lib/**";

  private final Path cache;
  private final JavaHome java;
  private final Reporter reporter;

  /**
   * A linked runtime: a folder of files, the jars that go with it, and a digest of both's origin.
   *
   * @param java the version of Java
   */
  public record Linked(Path folder, JarSet jars, Sha256 id, String java) {
    /** Its parts by name and digest. */
    public BundledRuntime described() {
      try {
        List<BundledRuntime.Jar> described = new ArrayList<>();
        for (Path jar : jars.jars()) {
          described.add(new BundledRuntime.Jar(jar.getFileName().toString(), Sha256.of(jar)));
        }
        String modules = new JavaHome(folder).told("MODULES");
        return new BundledRuntime(java, List.of(modules.split(" ", -1)), described);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public RuntimeLinker(Path cache, JavaHome java, Reporter reporter) {
    this.cache = cache;
    this.java = java;
    this.reporter = reporter;
  }

  /** Refuses a target whose hosts could not run the runtime. */
  public void mustRunOn(Target target) {
    try {
      java.mustRunOn(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What changes whenever a runtime of these jars may come out otherwise. */
  public Sha256 stamp(JarSet jars) throws IOException {
    return Sha256.of(RECIPE + " " + java.identity() + " " + jars.stamp());
  }

  /** The runtime for these jars, linked unless it was before. */
  public Linked link(JarSet jars) throws InterruptedException {
    try {
      Sha256 id = Sha256.of(RECIPE + " " + java.identity() + " " + jars.digest());
      Path folder = cache.resolve(id.hex());
      if (!Files.isDirectory(folder)) {
        reporter.say("linking the installer's Java runtime");
        Files.createDirectories(cache);
        Path work = Files.createTempDirectory(cache, "link");
        jlink(modules(jars), work.resolve("image"));
        moveUnlessThere(work.resolve("image"), folder);
        Folders.remove(work);
      }
      return new Linked(folder, jars, id, java.told("JAVA_RUNTIME_VERSION"));
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(cache.toString(), "the runtime cannot be linked: " + e.getMessage()),
          e);
    }
  }

  private String modules(JarSet jars) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of("--ignore-missing-deps", "--multi-release", "25", "--print-module-deps"));
    jars.jars().forEach(jar -> arguments.add(jar.toString()));
    // Warnings come first, the answer is the last line.
    return java.run("jdeps", arguments).strip().lines().toList().getLast();
  }

  private void jlink(String modules, Path image) throws IOException, InterruptedException {
    java.run(
        "jlink",
        List.of(
            "--add-modules",
            modules,
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--exclude-files",
            NATIVE_DESKTOP,
            "--generate-cds-archive",
            "--output",
            image.toString()));
  }

  private static void moveUnlessThere(Path from, Path to) throws IOException {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      // Another run may have linked the same meanwhile.
      if (!Files.isDirectory(to)) {
        throw e;
      }
    }
  }
}
