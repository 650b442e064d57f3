package org.pgv.manifests.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.manifests.problem.Problem;

/** A {@code .repo} file as dnf reads it: sections of options (dnf.conf(5)). */
final class RepoFile {
  private static final Pattern SECTION = Pattern.compile("\\[([^\\]]+)\\]\\s*");
  private static final Pattern OPTION = Pattern.compile("([A-Za-z0-9_]+)\\s*=\\s*(.*)");

  private final String name;
  private final Consumer<Problem> problems;
  private final List<RepoSection> sections = new ArrayList<>();
  private SortedMap<String, RepoSection.Option> options = new TreeMap<>();
  private Optional<String> last = Optional.empty();

  private RepoFile(String name, Consumer<Problem> problems) {
    this.name = name;
    this.problems = problems;
  }

  /** Every section, in order; what cannot be read is a problem with its line. */
  static List<RepoSection> read(String name, String text, Consumer<Problem> problems) {
    RepoFile file = new RepoFile(name, problems);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      file.line(line, number);
    }
    return List.copyOf(file.sections);
  }

  private void line(String line, int number) {
    String plain = line.strip();
    if (plain.isEmpty() || plain.startsWith("#") || plain.startsWith(";")) {
      return;
    }
    Matcher section = SECTION.matcher(line);
    Matcher option = OPTION.matcher(line);
    if (section.matches()) {
      section(section.group(1), number);
    } else if (Character.isWhitespace(line.charAt(0)) && last.isPresent()) {
      options.computeIfPresent(last.get(), (_, old) -> old.continued(plain));
    } else if (option.matches() && !sections.isEmpty()) {
      option(option.group(1), option.group(2).strip(), number);
    } else {
      report(number, "is neither a section, nor an option of one, nor a comment");
    }
  }

  private void section(String id, int number) {
    if (sections.stream().anyMatch(one -> one.id().equals(id))) {
      report(number, "[" + id + "] is written twice");
    }
    options = new TreeMap<>();
    last = Optional.empty();
    sections.add(new RepoSection(name, number, id, options, problems));
  }

  private void option(String key, String value, int number) {
    if (options.put(key, new RepoSection.Option(value, number)) != null) {
      report(number, key + " is written twice");
    }
    last = Optional.of(key);
  }

  private void report(int number, String what) {
    problems.accept(new Problem(name + ":" + number, what));
  }
}
