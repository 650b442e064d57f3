package org.pgv.mirror.universe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** dnf 4, answering requests over local repositories from an empty root. */
final class Dnf {
  private Dnf() {}

  /** A request as dnf is asked: names, with weak dependencies or without. */
  record Asked(List<String> names, boolean weak) {
    String line() {
      return (weak ? "1 " : "0 ") + String.join(" ", names) + "\n";
    }
  }

  /**
   * The answer to each request, empty where there is none.
   *
   * @param options as the script takes them, besides the repositories
   */
  static List<SortedSet<String>> answers(
      Path folder, List<String> repositories, List<String> options, List<Asked> requests)
      throws IOException {
    Path script = folder.resolve("dnf-answers.py");
    try (InputStream own = Dnf.class.getResourceAsStream("dnf-answers.py")) {
      Files.write(script, own.readAllBytes());
    }
    Path input = folder.resolve("requests");
    Files.writeString(input, String.join("", requests.stream().map(Asked::line).toList()));
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/python3", script.toString(), folder.toString()));
    repositories.forEach(name -> command.add(name + "=" + El9.FOLDER.resolve(name).toUri()));
    command.addAll(options);
    Process dnf =
        new ProcessBuilder(command)
            .redirectInput(input.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    String output = new String(dnf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<SortedSet<String>> answers = new ArrayList<>();
    for (String line : output.lines().toList()) {
      SortedSet<String> packages = new TreeSet<>(List.of(line.split(" ", -1)));
      packages.remove("");
      answers.add(packages);
    }
    if (answers.size() != requests.size()) {
      throw new IOException("dnf failed: " + Files.readString(folder.resolve("errors")));
    }
    return answers;
  }
}
