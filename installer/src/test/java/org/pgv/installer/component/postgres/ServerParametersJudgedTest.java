package org.pgv.installer.component.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pgv.installer.component.postgres.contents.LocalServer;
import org.pgv.manifests.postgres.ServerCatalogue;
import org.pgv.manifests.postgres.ServerParameter;
import org.pgv.manifests.postgres.ServerParameter.Context;
import org.pgv.manifests.postgres.ServerParameter.Form;

/** A real server says whether we read its parameters' values as it does. */
class ServerParametersJudgedTest {
  /** What depends on how a server was built, on its machine, or on other parameters. */
  private static final Set<String> OTHER_REASONS =
      Set.of(
          "bonjour",
          "client_connection_check_interval",
          "effective_io_concurrency",
          "huge_page_size",
          "maintenance_io_concurrency",
          "max_stack_depth",
          "ssl",
          "transaction_deferrable",
          "transaction_isolation",
          "transaction_read_only",
          "wal_sync_method",
          "db_user_namespace");

  /** Their sum has a limit, which depends on all of them. */
  private static final Set<String> SUMMED =
      Set.of(
          "autovacuum_max_workers", "max_connections", "max_wal_senders", "max_worker_processes");

  /** One of each unit, whole and not, that a session may set without harm to what it asks. */
  private static final Set<String> HARMLESS =
      Set.of(
          "work_mem",
          "effective_cache_size",
          "log_min_duration_statement",
          "vacuum_cost_delay",
          "log_parameter_max_length",
          "random_page_cost",
          "default_statistics_target");

  private static final List<String> SWITCHES =
      List.of("on", "OFF", "t", "fals", "Yes", "n", "1", "0", "o", "of", "2", "", "yess", " on");

  private static final List<String> NUMBERS =
      List.of(
          "1.5", "0x1F", "010", "08", "1e2", "1e", ".5", "-1", "- 1", " 7 ", "+3", "7 8", "",
          "many");

  private static final List<String> UNITS =
      List.of("B", "kB", " MB", "GB ", "TB", "us", "ms", "s", "min", "h", "d", "mb", "KB", "sec");

  private static LocalServer server;
  private static ServerCatalogue catalogue;

  @BeforeAll
  static void start() throws IOException {
    server = LocalServer.start();
    catalogue = ServerCatalogue.of(server.major());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Trial(ServerParameter parameter, String value) {
    boolean isTaken() {
      try {
        parameter.canonical(value);
        return true;
      } catch (IllegalArgumentException _) {
        return false;
      }
    }

    String sql(String spelling) {
      return "ALTER SYSTEM SET " + parameter.name() + " = '" + spelling + "';\n";
    }
  }

  private static Stream<Trial> trials() {
    return catalogue.parameters().values().stream()
        .filter(each -> each.context() != Context.INTERNAL && !each.name().contains("."))
        .filter(each -> !OTHER_REASONS.contains(each.name()))
        .flatMap(each -> values(each.form()).map(value -> new Trial(each, value)))
        .filter(
            each -> !SUMMED.contains(each.parameter().name()) || !each.value().startsWith("2621"));
  }

  private static Stream<String> values(Form form) {
    return switch (form) {
      case Form.Switch() -> SWITCHES.stream();
      case Form.Text() -> Stream.of();
      case Form.Choice(var values) ->
          Stream.concat(
              values.stream()
                  .map(value -> value.isEmpty() ? value : value.toUpperCase(java.util.Locale.ROOT)),
              Stream.of("on", "yes", "0", "nonsense", "debug"));
      case Form.Measure measure ->
          Stream.of(
                  NUMBERS.stream(),
                  UNITS.stream().flatMap(unit -> Stream.of("1" + unit, "90.7" + unit)),
                  Stream.of(measure.least(), measure.most())
                      .flatMap(edge -> Stream.of(edge - 1, edge, edge + 1))
                      .filter(edge -> Math.abs(edge) < 1e15)
                      .map(edge -> String.valueOf(edge.longValue())))
              .flatMap(each -> each);
    };
  }

  /** Hundreds of values, of every parameter of the version. */
  @Test
  void takesWhatTheServerTakesAndRefusesWhatItRefuses() {
    List<Trial> trials = trials().toList();
    StringBuilder script = new StringBuilder("\\set ON_ERROR_STOP off\n");
    for (Trial trial : trials) {
      script.append(trial.sql(trial.value())).append("\\echo verdict :ERROR\n");
    }
    List<String> verdicts = said(script, "verdict ");

    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < trials.size(); i++) {
      boolean taken = verdicts.get(i).equals("false");
      if (taken != trials.get(i).isTaken()) {
        wrong.add(
            (taken ? "taken " : "refused ") + trials.get(i).sql(trials.get(i).value()).strip());
      }
    }

    assertTrue(trials.size() > 5000, () -> trials.size() + " values are too few");
    assertEquals(List.of(), wrong);
  }

  /** What comes of units and fractions: by what a server shows, we know whether it runs with it. */
  @Test
  void understandsTheSameByANumber() {
    List<Trial> trials =
        trials()
            .filter(trial -> HARMLESS.contains(trial.parameter().name()) && trial.isTaken())
            .toList();
    StringBuilder script = new StringBuilder("\\set ON_ERROR_STOP off\n");
    for (Trial trial : trials) {
      script.append(
          """
          SET %1$s = '%2$s';
          \\if :ERROR
            \\echo shown not here
          \\else
            SELECT 'shown ' || setting::float8::numeric FROM pg_settings WHERE name = '%1$s';
          \\endif
          """
              .formatted(trial.parameter().name(), trial.value()));
    }
    List<String> shown = said(script, "shown ");

    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      if (!shown.get(i).equals("not here")) {
        compared++;
        double ours = Double.parseDouble(trial.parameter().setting(trial.value()));
        double theirs = Double.parseDouble(shown.get(i));
        if (Math.abs(ours - theirs) > 1e-5 * Math.abs(theirs)) {
          wrong.add(trial.parameter().name() + " " + trial.value() + ": " + ours + ", " + theirs);
        }
      }
    }

    assertTrue(compared > 80, compared + " values are too few");
    assertEquals(List.of(), wrong);
  }

  private static List<String> said(StringBuilder script, String mark) {
    return server
        .sql("postgres", script.toString())
        .lines()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .toList();
  }
}
