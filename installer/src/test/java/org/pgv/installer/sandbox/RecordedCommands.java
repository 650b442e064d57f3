package org.pgv.installer.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Runs nothing; remembers what was asked, and fails what it is told to fail. */
final class RecordedCommands implements Commands {
  final List<String> asked = new ArrayList<>();
  private final Predicate<String> fails;

  RecordedCommands(Predicate<String> fails) {
    this.fails = fails;
  }

  @Override
  public Outcome run(List<String> command, String input) {
    String line = String.join(" ", command) + (input.isEmpty() ? "" : " <<< " + input.strip());
    asked.add(line);
    return fails.test(line) ? new Outcome(1, "", "no such thing\n") : new Outcome(0, "", "");
  }

  @Override
  public int attached(List<String> command) {
    asked.add(String.join(" ", command));
    return 0;
  }

  @Override
  public long start(List<String> command, Map<String, String> environment, Path console) {
    asked.add(String.join(" ", command));
    return 1;
  }
}
