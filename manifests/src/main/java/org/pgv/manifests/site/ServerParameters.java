package org.pgv.manifests.site;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pgv.manifests.postgres.ServerCatalogue;
import org.pgv.manifests.postgres.ServerParameter;
import org.pgv.manifests.problem.Spelling;
import org.pgv.manifests.value.Network;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads the server parameters a site sets itself, as its version of PostgreSQL knows them. */
final class ServerParameters {
  private static final Pattern OF_EXTENSION =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_$]*)\\.[A-Za-z_][A-Za-z0-9_$]*");
  private static final Pattern PLACE = Pattern.compile("[A-Za-z_]+(/[A-Za-z0-9_+-]+)+");

  /** What begins the parameters of extensions that need not be loaded when the server starts. */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "anon",
          "citus",
          "cron",
          "hypopg",
          "pg_hint_plan",
          "pg_partman_bgw",
          "pgaudit",
          "pgsodium",
          "pglogical",
          "plperl",
          "plpython3",
          "plr",
          "pltcl",
          "pltclu",
          "plv8",
          "postgis",
          "set_user",
          "squeeze",
          "timescaledb",
          "hnsw",
          "ivfflat",
          "rum",
          "pgrouting",
          "pljava");

  private final YamlMapping map;
  private final ServerCatalogue catalogue;
  private final int version;
  private final Set<String> prefixes;

  private ServerParameters(YamlMapping map, int version) {
    this.map = map;
    this.version = version;
    this.catalogue = ServerCatalogue.of(version);
    this.prefixes = loaded(map);
  }

  static SortedMap<String, String> read(YamlMapping map, int version) {
    return map.mapping("parameters", inner -> new ServerParameters(inner, version).parameters())
        .orElse(Collections.emptySortedMap());
  }

  /** Who may connect: a network, or one of {@code pg_hba.conf}'s words for one. */
  static String client(String text) {
    if (text.equals("samenet") || text.equals("samehost")) {
      return text;
    }
    return Network.parse(text).toString();
  }

  /** Libraries that are loaded when the server starts, whose parameters mostly begin with them. */
  private static Set<String> loaded(YamlMapping map) {
    return map.keys().stream()
        .filter(name -> name.equalsIgnoreCase("shared_preload_libraries"))
        .flatMap(name -> Arrays.stream(map.text(name).split(",")))
        .map(library -> library.strip().toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  private SortedMap<String, String> parameters() {
    SortedMap<String, String> parameters = new TreeMap<>();
    for (String name : map.keys()) {
      String value = map.text(name);
      Optional<ServerParameter> known = catalogue.parameter(name);
      if (value.contains("\n")) {
        map.problem(name, "must be one line", "");
      } else if (known.isEmpty()) {
        judgeUnknown(name);
        parameters.put(name, value);
      } else if (isOurs(known.get())) {
        String hint = ServiceParameters.instead(known.get().name()).orElse("");
        map.problem(name, "cannot be set here", hint);
      } else if (parameters.put(known.get().name(), canonical(name, known.get(), value)) != null) {
        map.problem(name, "'" + known.get().name() + "' is written twice", "");
      }
    }
    return parameters;
  }

  private static boolean isOurs(ServerParameter parameter) {
    return parameter.context() == ServerParameter.Context.INTERNAL
        || ServiceParameters.instead(parameter.name()).isPresent();
  }

  private String canonical(String name, ServerParameter parameter, String value) {
    try {
      String canonical = parameter.canonical(value);
      ServiceParameters.better(parameter.name(), parameter.setting(value))
          .ifPresent(hint -> map.problem(name, "the service cannot do with '" + value + "'", hint));
      if (parameter.name().endsWith("imeZone") || parameter.name().equals("log_timezone")) {
        judgeZone(name, value);
      }
      return canonical;
    } catch (IllegalArgumentException e) {
      map.problem(name, String.valueOf(e.getMessage()), "");
      return value;
    }
  }

  /**
   * A place that no list of time zones has; other spellings of time zones are the server's to read.
   */
  private void judgeZone(String name, String value) {
    Set<String> zones = ZoneId.getAvailableZoneIds();
    boolean place = PLACE.matcher(value).matches() && !value.matches("(?i)(posix|right)/.*");
    if (place && zones.stream().noneMatch(value::equalsIgnoreCase)) {
      map.problem(name, "no time zone '" + value + "'", near(value, zones));
    }
  }

  private void judgeUnknown(String name) {
    var matcher = OF_EXTENSION.matcher(name);
    if (!matcher.matches()) {
      map.problem(
          name,
          "PostgreSQL " + version + " has no such parameter",
          near(name, catalogue.parameters().keySet()));
      return;
    }
    String prefix = matcher.group(1).toLowerCase(Locale.ROOT);
    boolean allowed = EXTENSIONS.contains(prefix) || prefixes.contains(prefix);
    if (catalogue.knowsAllOf(prefix)) {
      map.problem(
          name, prefix + " has no such parameter", near(name, catalogue.parameters().keySet()));
    } else if (!allowed) {
      map.problem(
          name,
          "no extension that is loaded or known has parameters that begin with '" + prefix + ".'",
          "name its library in shared_preload_libraries");
    }
  }

  private static String near(String word, Set<String> known) {
    return Spelling.nearest(word, known).map(near -> "did you mean '" + near + "'?").orElse("");
  }
}
