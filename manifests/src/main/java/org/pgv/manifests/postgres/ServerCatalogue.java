package org.pgv.manifests.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.pgv.manifests.postgres.ServerParameter.Context;
import org.pgv.manifests.postgres.ServerParameter.Form;

/**
 * What one major version of PostgreSQL knows, as a real server of it said ({@code
 * build-tools/server-catalogue} asks one).
 *
 * @param extensions those that come with the server
 * @param libraries those that come with the server and can be loaded when it starts
 */
public record ServerCatalogue(
    SortedMap<String, ServerParameter> parameters,
    List<String> extensions,
    List<String> libraries) {

  /** The versions that there is a catalogue of. */
  public static final int OLDEST = 13;

  public static final int NEWEST = 18;

  private static final Map<Integer, ServerCatalogue> READ = new ConcurrentHashMap<>();

  public ServerCatalogue {
    extensions = List.copyOf(extensions);
    libraries = List.copyOf(libraries);
  }

  /** The catalogue of a major version, from {@link #OLDEST} to {@link #NEWEST}. */
  public static ServerCatalogue of(int major) {
    return READ.computeIfAbsent(major, ServerCatalogue::read);
  }

  /** A parameter by its name in any case. */
  public Optional<ServerParameter> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Whether the names of all parameters that begin so are known. */
  public boolean knowsAllOf(String prefix) {
    return parameters.keySet().stream()
        .anyMatch(name -> name.regionMatches(true, 0, prefix + ".", 0, prefix.length() + 1));
  }

  private static ServerCatalogue read(int major) {
    TreeMap<String, ServerParameter> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    lines(major + "/parameters.tsv")
        .map(line -> parameter(line.split("\t", -1)))
        .forEach(each -> parameters.put(each.name(), each));
    return new ServerCatalogue(
        parameters, lines(major + "/extensions").toList(), lines(major + "/libraries").toList());
  }

  private static ServerParameter parameter(String[] columns) {
    Context context =
        switch (columns[1]) {
          case "internal" -> Context.INTERNAL;
          case "postmaster" -> Context.POSTMASTER;
          default -> Context.RELOAD;
        };
    Form form =
        switch (columns[2]) {
          case "bool" -> new Form.Switch();
          case "enum" -> new Form.Choice(List.of(columns[6].split(",", -1)));
          case "integer", "real" ->
              new Form.Measure(
                  columns[2].equals("integer"),
                  columns[3],
                  Double.parseDouble(columns[4]),
                  Double.parseDouble(columns[5]));
          default -> new Form.Text();
        };
    return new ServerParameter(columns[0], context, form);
  }

  private static Stream<String> lines(String name) {
    try (InputStream in = ServerCatalogue.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
