package org.pgv.manifests.yaml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one YAML 1.2 file into a value, gathering every problem with its line. */
public final class YamlFile {
  private static final int LEAST_BUFFER = 1024;

  private YamlFile() {}

  /** Reads a file; a file that is missing or unreadable is a problem like any other. */
  public static <T> Loaded<T> read(Path file, Function<YamlMapping, T> reader) {
    try {
      return read(file.toString(), Files.readString(file, StandardCharsets.UTF_8), reader);
    } catch (IOException e) {
      return refused(new Problem(file.toString(), "cannot be read: " + e.getMessage()));
    }
  }

  /**
   * Reads text; {@code name} is what problems call it. The reader's value counts only without
   * problems.
   */
  public static <T> Loaded<T> read(String name, String text, Function<YamlMapping, T> reader) {
    Optional<Node> root;
    try {
      root = new Compose(settings(text)).composeString(withoutMark(text));
    } catch (YamlEngineException e) {
      return refused(notYaml(name, e));
    } catch (StackOverflowError _) {
      return refused(new Problem(name, "is nested more deeply than can be read"));
    }
    List<Problem> problems = new ArrayList<>();
    Optional<T> value = read(name, root, reader, problems);
    return problems.isEmpty() && value.isPresent()
        ? new Loaded.Ok<>(value.get())
        : new Loaded.Refused<>(problems);
  }

  /** Reads text of several documents, one after the other. */
  public static <T> Loaded<List<T>> readAll(
      String name, String text, Function<YamlMapping, T> reader) {
    List<Problem> problems = new ArrayList<>();
    List<T> values = new ArrayList<>();
    try {
      for (Node root : new Compose(settings(text)).composeAllFromString(withoutMark(text))) {
        read(name, Optional.of(root), reader, problems).ifPresent(values::add);
      }
    } catch (YamlEngineException e) {
      return refused(notYaml(name, e));
    } catch (StackOverflowError _) {
      return refused(new Problem(name, "is nested more deeply than can be read"));
    }
    return problems.isEmpty() ? new Loaded.Ok<>(values) : new Loaded.Refused<>(problems);
  }

  /** As {@link #readAll}, but of each document by itself; refused where it is no YAML. */
  public static <T> Loaded<List<Loaded<T>>> readEach(
      String name, String text, Function<YamlMapping, T> reader) {
    List<Loaded<T>> documents = new ArrayList<>();
    try {
      for (Node root : new Compose(settings(text)).composeAllFromString(withoutMark(text))) {
        List<Problem> problems = new ArrayList<>();
        Optional<T> value = read(name, Optional.of(root), reader, problems);
        documents.add(
            value.isPresent() && problems.isEmpty()
                ? new Loaded.Ok<>(value.get())
                : new Loaded.Refused<>(problems));
      }
    } catch (YamlEngineException e) {
      return refused(notYaml(name, e));
    } catch (StackOverflowError _) {
      return refused(new Problem(name, "is nested more deeply than can be read"));
    }
    return new Loaded.Ok<>(documents);
  }

  /** A long line takes the parser's time squared where its buffer has to grow with it. */
  private static LoadSettings settings(String text) {
    return LoadSettings.builder()
        .setAllowDuplicateKeys(false)
        .setParseComments(false)
        .setBufferSize(Math.max(LEAST_BUFFER, text.length() + 1))
        .build();
  }

  /** Editors of some systems begin a file with a byte order mark, which YAML allows (5.2). */
  private static String withoutMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static <T> Optional<T> read(
      String name, Optional<Node> root, Function<YamlMapping, T> reader, List<Problem> problems) {
    if (root.isEmpty() || !(root.get() instanceof MappingNode mapping)) {
      problems.add(new Problem(name, "must be a mapping of keys to values"));
      return Optional.empty();
    }
    YamlMapping top = new YamlMapping(name, "", mapping, problems);
    T value = reader.apply(top);
    top.finish();
    return Optional.of(value);
  }

  private static Problem notYaml(String name, YamlEngineException e) {
    if (e instanceof MarkedYamlEngineException marked) {
      int line = marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      return new Problem(name + ":" + line, "not YAML: " + marked.getProblem());
    }
    return new Problem(name, "not YAML: " + e.getMessage());
  }

  private static <T> Loaded<T> refused(Problem problem) {
    return new Loaded.Refused<>(List.of(problem));
  }
}
