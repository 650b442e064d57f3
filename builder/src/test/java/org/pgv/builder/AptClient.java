package org.pgv.builder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Real apt with an empty root of its own: what it would install, every file of it fetched. */
public final class AptClient {
  private AptClient() {}

  /**
   * What apt gets for a request, each as {@code NAME=VERSION}; nothing where it does not get all.
   *
   * @param source a line of sources.list without its {@code deb} and options
   * @param options of that line
   */
  public static Collection<String> gets(
      Path root, Path key, String source, String options, List<String> packages) throws Exception {
    for (String folder :
        List.of("etc/apt.conf.d", "etc/preferences.d", "lists/partial", "archives/partial")) {
      Files.createDirectories(root.resolve(folder));
    }
    Files.writeString(root.resolve("status"), "");
    Files.writeString(
        root.resolve("etc/sources.list"),
        "deb [arch=amd64 signed-by=" + key + " " + options + "] " + source + "\n");
    Path configuration =
        Files.writeString(
            root.resolve("apt.conf"),
            """
            Dir "%1$s";
            Dir::Etc "%1$s/etc";
            Dir::State "%1$s";
            Dir::State::status "%1$s/status";
            Dir::Cache "%1$s";
            Acquire::Languages "none";
            Acquire::Retries "0";
            APT::Architecture "amd64";
            APT::Architectures "amd64";
            APT::Sandbox::User "root";
            APT::Install-Recommends "false";
            """
                .formatted(root));
    Map<String, String> environment =
        Map.of("APT_CONFIG", configuration.toString(), "LC_ALL", "C", "no_proxy", "*");
    Commands.run(root, environment, List.of("apt-get", "--quiet", "update"));
    List<String> command =
        new ArrayList<>(List.of("apt-get", "--quiet", "--yes", "--download-only", "install"));
    command.addAll(packages);
    Collection<String> got = new TreeSet<>();
    if (Commands.run(root, environment, command).code() == 0) {
      try (Stream<Path> files = Files.list(root.resolve("archives"))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".deb"))
            .forEach(name -> got.add(name.replaceFirst("_[^_]*$", "").replace('_', '=')));
      }
    }
    return got;
  }
}
