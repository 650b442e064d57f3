package org.pgv.builder.verb;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.pgv.builder.runtime.JarSet;
import org.pgv.builder.runtime.JavaHome;
import org.pgv.builder.runtime.RuntimeLinker;
import org.pgv.manifests.report.Reporter;

/**
 * One jar in the place of the installer, with a runtime for it. Linking one keeps a processor busy
 * for long: test classes that run at once do it once.
 */
final class SmallInstallation {
  private static final Path RUNTIMES = Path.of("target/it-runtimes").toAbsolutePath();

  private SmallInstallation() {}

  static Building.Installation jars() {
    return new Building.Installation(jar(), jar());
  }

  static synchronized RuntimeLinker linker() throws InterruptedException {
    RuntimeLinker linker = new RuntimeLinker(RUNTIMES, JavaHome.ofProcess(), Reporter.silent());
    linker.link(JarSet.ofClassPath(jar()));
    return linker;
  }

  private static String jar() {
    try {
      return Path.of(NullMarked.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
