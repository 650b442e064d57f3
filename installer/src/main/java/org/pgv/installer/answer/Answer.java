package org.pgv.installer.answer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lines of a script on a host: a word each and its fields, with tabs between. Content of more than
 * one line is a field in base64.
 */
public record Answer(List<List<String>> lines) {
  public Answer {
    lines = List.copyOf(lines);
  }

  public static Answer of(String output) {
    return new Answer(output.lines().map(line -> List.of(line.split("\t"))).toList());
  }

  /** A script that lies beside a class, as text. */
  public static String script(Class<?> neighbour, String name) {
    try (InputStream in = neighbour.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fields of all lines that begin with a word and say anything of it, without the word. */
  public Stream<List<String>> all(String word) {
    return lines.stream()
        .filter(line -> line.getFirst().equals(word) && line.size() > 1)
        .map(line -> line.subList(1, line.size()));
  }

  public boolean has(String word) {
    return lines.stream().anyMatch(line -> line.getFirst().equals(word));
  }

  /** The first field of the first such line; empty where there is none. */
  public String value(String word) {
    return all(word).map(List::getFirst).findFirst().orElse("");
  }

  /** The text that a base64 field stands for; empty where it is none, as after a cut. */
  public static String decoded(String field) {
    try {
      return new String(Base64.getDecoder().decode(field), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
