package org.pgv.installer.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pgv.installer.answer.Answer;
import org.pgv.installer.check.Survey.ClockOffset;
import org.pgv.installer.check.Survey.FolderContent;
import org.pgv.installer.check.Survey.HostsLine;
import org.pgv.installer.check.Survey.Kernel;
import org.pgv.installer.check.Survey.Names;
import org.pgv.installer.check.Survey.Settings;

/** Reads what {@code survey.sh} printed. */
final class SurveyReader {
  private static final int NANO_DIGITS = 9;

  private final Answer answer;

  private SurveyReader(Answer answer) {
    this.answer = answer;
  }

  /** The survey of a conversation that lasted from {@code asked} to {@code answered}. */
  static Survey read(String output, Instant asked, Instant answered) {
    SurveyReader reader = new SurveyReader(Answer.of(output));
    return new Survey(
        reader.clock(asked, answered),
        reader.names(),
        reader.folders(),
        reader.links(),
        reader.settings());
  }

  private ClockOffset clock(Instant asked, Instant answered) {
    List<Instant> told = answer.all("clock").map(fields -> instant(fields.getFirst())).toList();
    if (told.size() != 2) {
      throw new IllegalArgumentException("the answer has no end");
    }
    return new ClockOffset(
        Duration.between(answered, told.getLast()), Duration.between(asked, told.getFirst()));
  }

  private static Instant instant(String seconds) {
    BigDecimal number = new BigDecimal(seconds);
    return Instant.ofEpochSecond(
        number.longValue(),
        number.remainder(BigDecimal.ONE).movePointRight(NANO_DIGITS).longValue());
  }

  private Names names() {
    List<HostsLine> hosts =
        answer
            .all("hosts")
            .map(fields -> List.of(fields.getFirst().split(" ")))
            .map(words -> new HostsLine(words.getFirst(), words.subList(1, words.size())))
            .toList();
    SortedMap<String, List<String>> forward = new TreeMap<>();
    answer
        .all("forward")
        .forEach(f -> forward.put(f.getFirst(), answers(f).map(words -> words[0]).toList()));
    SortedMap<String, List<String>> reverse = new TreeMap<>();
    answer
        .all("reverse")
        .forEach(f -> reverse.put(f.getFirst(), answers(f).flatMap(SurveyReader::names).toList()));
    return new Names(hosts, forward, reverse);
  }

  /** The lines of getent, each cut into words. */
  private static Stream<String[]> answers(List<String> fields) {
    return fields.stream().skip(1).map(line -> line.strip().split(" +"));
  }

  private static Stream<String> names(String[] answer) {
    return Arrays.stream(answer).skip(1);
  }

  private SortedMap<String, FolderContent> folders() {
    SortedMap<String, FolderContent> folders = new TreeMap<>();
    answer.all("folder").forEach(f -> folders.put(f.get(0), FolderContent.valueOf(f.get(1))));
    return folders;
  }

  private Survey.Links links() {
    return new Survey.Links(
        blocked(),
        pairs("taken"),
        answer.all("apart").map(List::getFirst).sorted().toList(),
        pairs("router"),
        pairs("source"),
        pairs("narrow"));
  }

  private SortedMap<String, String> pairs(String word) {
    SortedMap<String, String> pairs = new TreeMap<>();
    answer.all(word).forEach(fields -> pairs.put(fields.get(0), fields.get(1)));
    return pairs;
  }

  private List<Survey.Blocked> blocked() {
    return answer
        .all("blocked")
        .map(f -> new Survey.Blocked(f.getFirst(), f.size() > 1 ? f.get(1) : ""))
        .sorted(Comparator.comparing(Survey.Blocked::endpoint))
        .toList();
  }

  private Settings settings() {
    return new Settings(
        answer.value("zone"),
        answer.value("tmp").equals("noexec"),
        answer.has("busy"),
        answer.all("automatic").map(List::getFirst).toList(),
        new Kernel(answer.value("pages"), answer.value("overcommit")));
  }
}
