package org.pgv.builder.assemble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pgv.builder.runtime.RuntimeLinker;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.bundle.BundlePath;

/** The linked runtime, the installer's jars and the scripts that start one with the other. */
final class RuntimeEntries {
  private static final int ID_DIGITS = 16;

  /** Known by name only: this module does not see the installer, it only brings it along. */
  private static final String INSTALLER_MAIN = "org.pgv.installer.cli.Main";

  private RuntimeEntries() {}

  static List<BundleEntry> of(RuntimeLinker.Linked runtime) {
    List<BundleEntry> entries = new ArrayList<>(image(runtime.folder()));
    List<String> names = new ArrayList<>();
    for (Path jar : runtime.jars().jars()) {
      String name = String.valueOf(jar.getFileName());
      names.add(name);
      entries.add(copied("app/" + name, jar, false));
    }
    String script =
        ControlEntries.resource("pgv-install.sh")
            .replace("@ID@", runtime.id().hex().substring(0, ID_DIGITS))
            .replace("@MAIN@", INSTALLER_MAIN)
            .replace(
                "@CLASSPATH@",
                names.stream().map(n -> "$runtime/app/" + n).collect(Collectors.joining(":")));
    entries.add(BundleEntry.script(BundleLayout.RUNTIME + "bin/pgv-install", script));
    for (String part : List.of("check-bundle.sh", "start-java.sh", "compiler-directives")) {
      entries.add(
          BundleEntry.text(BundleLayout.RUNTIME + "lib/" + part, ControlEntries.resource(part)));
    }
    return entries;
  }

  /** Links inside the image, such as those to shared licence texts, become what they point to. */
  private static List<BundleEntry> image(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> copied(folder.relativize(f).toString(), f, Files.isExecutable(f)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BundleEntry copied(String path, Path file, boolean executable) {
    return new BundleEntry(
        new BundlePath(BundleLayout.RUNTIME + path),
        executable,
        new BundleEntry.Source.Copied(file));
  }
}
