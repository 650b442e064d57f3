package org.pgv.mirror.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What dnf 4.14 once installed from the real BaseOS into an empty root, request by request. */
class DnfAnswersTest {
  private static final Path ANSWERS =
      Path.of(System.getProperty("pgv.testdata"), "resolver", "dnf-answers-baseos-2022.json.gz");

  @Test
  void everyAnswerIsDnfs() throws IOException {
    assumeTrue(Files.exists(ANSWERS), "not run: no " + ANSWERS);
    RpmUniverse universe = El9.universe(El9.BASEOS);
    List<String> differing = new ArrayList<>();
    int requests = 0;

    for (Answer answer : answers()) {
      List<String> names = new ArrayList<>();
      for (String name : answer.install()) {
        names.addAll(named(name));
      }
      SortedSet<String> ours = El9.answer(universe, El9.request(names, answer.weak()));
      requests++;
      if (!ours.equals(new TreeSet<>(answer.result()))) {
        differing.add(answer.install() + ": " + ours);
      }
    }

    assertEquals(List.of(), differing);
    assertEquals(483, requests);
  }

  private static List<String> named(String argument) throws IOException {
    return argument.startsWith("@")
        ? El9.group(El9.BASEOS, argument.substring(1))
        : List.of(argument);
  }

  private record Answer(List<String> install, boolean weak, List<String> result) {}

  /** The file has one bracket, name or value a line. */
  private static List<Answer> answers() throws IOException {
    List<Answer> answers = new ArrayList<>();
    List<String> install = new ArrayList<>();
    List<String> result = new ArrayList<>();
    boolean weak = false;
    List<String> current = install;
    for (String line : lines()) {
      String word = line.replaceAll("[\",\\s]", "");
      switch (word) {
        case "install:[" -> current = install;
        case "result:[" -> current = result;
        case "weak:true", "weak:false" -> weak = word.endsWith("true");
        case "}" -> {
          answers.add(new Answer(List.copyOf(install), weak, List.copyOf(result)));
          install.clear();
          result.clear();
        }
        case "[", "]", "{", "ok:true" -> {}
        default -> current.add(word);
      }
    }
    return answers;
  }

  private static List<String> lines() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(ANSWERS)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
