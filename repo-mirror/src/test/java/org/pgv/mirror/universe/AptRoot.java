package org.pgv.mirror.universe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pgv.mirror.deb.PackagesIndex;

/**
 * An apt of its own, with nothing installed, over Debian 13 from the mirror that this machine is
 * configured for.
 */
final class AptRoot {
  private static final Path SOURCES = Path.of("/etc/apt");
  private static final Pattern ADDRESS =
      Pattern.compile("https?://\\S+?/(debian|debian-security)/?(?=\\s)");
  private static final Pattern INSTALLED = Pattern.compile("Inst (\\S+) \\((\\S+) .*");
  private static final List<String> SUITES =
      List.of("debian trixie", "debian trixie-updates", "debian-security trixie-security");

  private final Path root;

  private AptRoot(Path root) {
    this.root = root;
  }

  /** Sets up the root in an empty folder and fetches the indices. */
  static AptRoot in(Path root) throws IOException {
    for (String folder :
        List.of(
            "etc/apt/apt.conf.d",
            "etc/apt/preferences.d",
            "var/lib/apt/lists/partial",
            "var/cache/apt/archives/partial",
            "var/lib/dpkg")) {
      Files.createDirectories(root.resolve(folder));
    }
    Files.writeString(root.resolve("var/lib/dpkg/status"), "");
    StringBuilder sources = new StringBuilder();
    for (String suite : SUITES) {
      String[] words = suite.split(" ", 2);
      sources
          .append("deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ")
          .append(mirror(words[0]) + " " + words[1] + " main\n");
    }
    Files.writeString(root.resolve("etc/apt/sources.list"), sources);
    Files.writeString(
        root.resolve("apt.conf"),
        """
        Dir "%1$s";
        Dir::State::status "%1$s/var/lib/dpkg/status";
        Acquire::Languages "none";
        Acquire::GzipIndexes "false";
        APT::Architecture "amd64";
        APT::Architectures "amd64";
        """
            .formatted(root));
    AptRoot apt = new AptRoot(root);
    apt.run("apt-get", "update", "--quiet", "--error-on=any");
    return apt;
  }

  private static String mirror(String archive) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(list|sources)")).toList()) {
        Matcher address = ADDRESS.matcher(Files.readString(file) + "\n");
        while (address.find()) {
          if (address.group(1).equals(archive)) {
            return address.group();
          }
        }
      }
    }
    throw new IllegalStateException("no mirror of " + archive + " in " + SOURCES);
  }

  /** The indices that apt fetched, in the order of its sources. */
  List<DebRepository> repositories() throws IOException {
    List<DebRepository> repositories = new ArrayList<>();
    for (String suite : SUITES) {
      String dashed = suite.substring(suite.indexOf(' ') + 1);
      try (Stream<Path> lists = Files.list(root.resolve("var/lib/apt/lists"))) {
        Path list =
            lists
                .filter(
                    f -> f.toString().endsWith("_dists_" + dashed + "_main_binary-amd64_Packages"))
                .findFirst()
                .orElseThrow();
        repositories.add(
            new DebRepository(
                PackagesIndex.of(Files.readAllBytes(list), suite), DebRepository.USUAL_PRIORITY));
      }
    }
    return repositories;
  }

  /** What apt would install for a request: {@code NAME VERSION} of each package. */
  SortedSet<String> answer(List<String> names, boolean recommends) throws IOException {
    List<String> command = new ArrayList<>(List.of("apt-get", "--simulate", "--yes", "install"));
    command.add("--option=APT::Install-Recommends=" + recommends);
    command.addAll(names);
    SortedSet<String> answer = new TreeSet<>();
    for (String line : run(command.toArray(String[]::new)).lines().toList()) {
      Matcher installed = INSTALLED.matcher(line);
      if (installed.matches()) {
        answer.add(installed.group(1) + " " + installed.group(2));
      }
    }
    return answer;
  }

  private String run(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("APT_CONFIG", root.resolve("apt.conf").toString());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().close();
    String output;
    try (InputStream in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(Arrays.toString(command) + " failed: " + output);
    }
    return output;
  }
}
