package org.pgv.manifests.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Spelling;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of a YAML file while it is read. Every wrong or missing value is noted with file,
 * line and path, and reading goes on with a stand-in, so that one run shows all mistakes. {@link
 * #finish} notes the keys nobody asked for.
 */
public final class YamlMapping {
  /** Controls but tabs and line feeds, what some programs take for a line's end, and marks. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cntrl}&&[^\\t\\n]]|[\\u0080-\\u009f\\u2028\\u2029\\ufeff\\u200b]");

  private final String file;
  private final String path;
  private final MappingNode node;
  private final List<Problem> problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();

  YamlMapping(String file, String path, MappingNode node, List<Problem> problems) {
    this.file = file;
    this.path = path;
    this.node = node;
    this.problems = problems;
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
          problem(key, "'" + key.getValue() + "' is written twice", "");
        }
      } else {
        problem(tuple.getKeyNode(), "a key must be plain text", "");
      }
      refuseUnseen(tuple.getValueNode());
    }
  }

  /** What no editor shows would break the files that a value is written into. */
  private void refuseUnseen(Node value) {
    switch (value) {
      case ScalarNode scalar when UNSEEN.matcher(scalar.getValue()).find() ->
          problem(scalar, "a value has a character that cannot be seen", "write it anew by hand");
      case SequenceNode sequence ->
          sequence.getValue().stream()
              .filter(ScalarNode.class::isInstance)
              .forEach(this::refuseUnseen);
      default -> {}
    }
  }

  /** The keys in the order they were written. */
  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  public boolean has(String key) {
    asked.add(key);
    return values.containsKey(key);
  }

  /** Where a key's value stands, as problems say it: {@code file:line}. */
  public String where(String key) {
    return place(values.getOrDefault(key, node));
  }

  /** Where this mapping itself stands. */
  public String where() {
    return place(node);
  }

  /** Notes a problem with the value of a key. */
  public void problem(String key, String what, String hint) {
    problem(values.getOrDefault(key, node), name(key) + ": " + what, hint);
  }

  /** Notes a problem of a file that this one names. */
  public void report(Problem problem) {
    problems.add(problem);
  }

  /** Notes a word that is not known, with the nearest one that is. */
  public void unknown(String key, String kind, String word, Collection<String> known) {
    problem(key, "unknown " + kind + " '" + word + "'", Spelling.hint(word, known));
  }

  /** A text that must be there; an empty one stands in where it is not. */
  public String text(String key) {
    return text(key, "", true);
  }

  /** A text with a default. */
  public String text(String key, String otherwise) {
    return text(key, otherwise, false);
  }

  public Optional<String> optionalText(String key) {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  /** A text that {@code parser} turns into a value, refusing by IllegalArgumentException. */
  public <T> Optional<T> value(String key, Function<String, T> parser) {
    return has(key) ? parse(key, text(key), parser) : Optional.empty();
  }

  /** A text that must be there and be one that {@code parser} takes; else {@code standIn}. */
  public <T> T required(String key, Function<String, T> parser, T standIn) {
    String text = text(key);
    if (text.isEmpty() && isWritten(key)) {
      problem(key, "must not be empty", "");
    }
    return text.isEmpty() ? standIn : parse(key, text, parser).orElse(standIn);
  }

  /** A whole number within limits, both included. */
  public int number(String key, int otherwise, int least, int most) {
    if (!has(key)) {
      return otherwise;
    }
    Optional<Integer> number = parse(key, text(key), Integer::valueOf);
    if (number.isPresent() && (number.get() < least || number.get() > most)) {
      problem(key, "must be from " + least + " to " + most + ", is " + number.get(), "");
      return otherwise;
    }
    return number.orElse(otherwise);
  }

  public boolean flag(String key, boolean otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    String text = text(key);
    if (!text.equals("true") && !text.equals("false")) {
      problem(key, "must be true or false, is '" + text + "'", "");
      return otherwise;
    }
    return text.equals("true");
  }

  /** A list of texts; empty where the key is absent. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(key)) {
      if (item instanceof ScalarNode scalar) {
        texts.add(scalar.getValue());
      } else {
        problem(item, name(key) + ": must be a list of plain values", "");
      }
    }
    return List.copyOf(texts);
  }

  /** A list of texts that {@code parser} turns into values, each refused at its own line. */
  public <T> List<T> values(String key, Function<String, T> parser) {
    List<T> result = new ArrayList<>();
    for (Node item : items(key)) {
      if (item instanceof ScalarNode scalar) {
        parse(item, name(key), scalar.getValue(), parser).ifPresent(result::add);
      } else {
        problem(item, name(key) + ": must be a list of plain values", "");
      }
    }
    return List.copyOf(result);
  }

  /** A list of words of which each must be known; {@code kind} is what a problem calls one. */
  public List<String> known(String key, String kind, Collection<String> known) {
    List<String> result = new ArrayList<>();
    for (Node item : items(key)) {
      if (!(item instanceof ScalarNode scalar)) {
        problem(item, name(key) + ": must be a list of plain values", "");
      } else if (known.contains(scalar.getValue())) {
        result.add(scalar.getValue());
      } else {
        problem(
            item,
            name(key) + ": unknown " + kind + " '" + scalar.getValue() + "'",
            Spelling.hint(scalar.getValue(), known));
      }
    }
    return List.copyOf(result);
  }

  /** One of an enum's constants, written in lower case. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    String text = text(key);
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String word = constant.name().toLowerCase(Locale.ROOT);
      if (word.equals(text)) {
        return constant;
      }
      words.add(word);
    }
    problem(key, "unknown value '" + text + "'", Spelling.hint(text, words));
    return otherwise;
  }

  /** A list of mappings, each given to {@code reader} and then finished. */
  public <T> List<T> mappings(String key, Function<YamlMapping, T> reader) {
    List<T> result = new ArrayList<>();
    int index = 0;
    for (Node item : items(key)) {
      if (item instanceof MappingNode mapping) {
        result.add(inside(name(key) + "[" + index + "]", mapping, reader));
      } else {
        problem(item, name(key) + "[" + index + "]: must be a mapping of keys to values", "");
      }
      index++;
    }
    return List.copyOf(result);
  }

  /** A list of which each item is a text or a mapping; a text is refused at its own line. */
  public <T> List<T> either(
      String key, Function<String, T> parser, Function<YamlMapping, T> reader) {
    List<T> result = new ArrayList<>();
    int index = 0;
    for (Node item : items(key)) {
      String at = name(key) + "[" + index++ + "]";
      switch (item) {
        case ScalarNode scalar -> parse(item, at, scalar.getValue(), parser).ifPresent(result::add);
        case MappingNode mapping -> result.add(inside(at, mapping, reader));
        default -> problem(item, at + ": must be a plain value or a mapping", "");
      }
    }
    return List.copyOf(result);
  }

  /** One text, or a list of them. */
  public List<String> oneOrMore(String key) {
    return has(key) && values.get(key) instanceof ScalarNode ? List.of(text(key)) : texts(key);
  }

  /** A mapping below a key, given to {@code reader} and then finished. */
  public <T> Optional<T> mapping(String key, Function<YamlMapping, T> reader) {
    if (!has(key)) {
      return Optional.empty();
    }
    if (values.get(key) instanceof MappingNode mapping) {
      return Optional.of(inside(name(key), mapping, reader));
    }
    problem(key, "must be a mapping of keys to values", "");
    return Optional.empty();
  }

  /** Leaves the keys that nobody asks for to others: the file is not ours to judge. */
  public void leaveOthers() {
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        asked.add(key.getValue());
      }
    }
  }

  /** Notes every key that nobody asked for, with the nearest one that is known. */
  public void finish() {
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key && !asked.contains(key.getValue())) {
        problem(
            key,
            "unknown key '" + key.getValue() + "'" + (path.isEmpty() ? "" : " in " + path),
            Spelling.hint(key.getValue(), asked.stream().distinct().toList()));
      }
    }
  }

  private <T> T inside(String at, MappingNode mapping, Function<YamlMapping, T> reader) {
    YamlMapping inner = new YamlMapping(file, at, mapping, problems);
    T value = reader.apply(inner);
    inner.finish();
    return value;
  }

  private String text(String key, String otherwise, boolean mustBe) {
    asked.add(key);
    Node value = values.get(key);
    if (value == null || value.getTag().equals(Tag.NULL)) {
      if (mustBe) {
        problem(node, (path.isEmpty() ? "" : path + ": ") + "'" + key + "' is missing", "");
      }
      return otherwise;
    }
    if (value instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problem(key, "must be a plain value", "");
    return otherwise;
  }

  private boolean isWritten(String key) {
    return values.get(key) instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL);
  }

  private List<Node> items(String key) {
    if (!has(key)) {
      return List.of();
    }
    if (values.get(key) instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    problem(key, "must be a list", "");
    return List.of();
  }

  private <T> Optional<T> parse(String key, String text, Function<String, T> parser) {
    return parse(values.getOrDefault(key, node), name(key), text, parser);
  }

  private <T> Optional<T> parse(Node at, String name, String text, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (NumberFormatException e) {
      problem(at, name + ": must be a whole number, is '" + text + "'", "");
    } catch (IllegalArgumentException e) {
      problem(at, name + ": " + e.getMessage(), "");
    }
    return Optional.empty();
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private void problem(Node at, String what, String hint) {
    problems.add(new Problem(place(at), what, hint));
  }

  private String place(Node at) {
    return file + at.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
  }
}
