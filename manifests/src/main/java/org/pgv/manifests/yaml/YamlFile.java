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
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setAllowDuplicateKeys(false).setParseComments(false).build();

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
      root = new Compose(SETTINGS).composeString(text);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      return refused(new Problem(name + ":" + line, "not YAML: " + e.getProblem()));
    } catch (YamlEngineException e) {
      return refused(new Problem(name, "not YAML: " + e.getMessage()));
    }
    if (root.isEmpty() || !(root.get() instanceof MappingNode mapping)) {
      return refused(new Problem(name, "must be a mapping of keys to values"));
    }
    List<Problem> problems = new ArrayList<>();
    YamlMapping top = new YamlMapping(name, "", mapping, problems);
    T value = reader.apply(top);
    top.finish();
    return problems.isEmpty() ? new Loaded.Ok<>(value) : new Loaded.Refused<>(problems);
  }

  private static <T> Loaded<T> refused(Problem problem) {
    return new Loaded.Refused<>(List.of(problem));
  }
}
