package org.pgv.installer.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.installer.component.Components;
import org.pgv.installer.component.Topologies;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Hold;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.Passage;
import org.pgv.installer.plan.Plan;
import org.pgv.installer.plan.Plan.HostUnits;
import org.pgv.installer.plan.Plan.PlannedStage;
import org.pgv.installer.plan.Planner;
import org.pgv.installer.plan.SiteFacts;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.stage.Gate;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.HostName;

/** Time is counted here and not waited for. */
class GatekeeperTest {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final HostName DB1 = new HostName("db1");
  private static final Gate GATE = new Gate("it is so", DB1, "question", Duration.ofMinutes(10));

  private Duration now = Duration.ZERO;
  private Exit answer = new Exit.Code(1, "not yet\n", "");
  private Function<String, String> state = _ -> "active 0";

  /** A test a gate: each of them, with each of the units that it waits for. */
  @ParameterizedTest
  @ValueSource(strings = {"four-hosts", "three-hosts", "one-host"})
  void noGateOfAnyComponentWaitsBesideAUnitThatFailsAgainAndAgain(String example) {
    int seen = 0;
    for (PlannedStage stage : plan(example).stages()) {
      for (Gate gate : stage.gates()) {
        for (HostUnits watched : stage.watched()) {
          for (String unit : watched.units()) {
            for (boolean givenUp : List.of(true, false)) {
              now = Duration.ZERO;
              state =
                  name ->
                      name.equals(watched.host() + " " + unit)
                          ? (givenUp ? "failed 5" : "activating " + now.toMillis() / 1200)
                          : "active 0";
              Problem problem = pass(stage, gate).orElseThrow();

              assertTrue(now.compareTo(SOON) <= 0, gate.title() + " waited " + now);
              assertTrue(problem.where().startsWith(watched.host() + ","), problem.toString());
              assertTrue(problem.what().contains("words of " + unit), problem.toString());
              seen++;
            }
          }
        }
      }
    }
    assertTrue(seen > 20, "gates and units: " + seen);
  }

  /** What a stage brings up is what its gates are about; what has no gate is under a later one. */
  @ParameterizedTest
  @ValueSource(strings = {"four-hosts", "three-hosts", "one-host"})
  void everyServiceIsWatchedByTheGatesOfItsStageAndByOthersAfterIt(String example) {
    Map<String, PlannedStage> planned =
        plan(example).stages().stream()
            .collect(Collectors.toMap(PlannedStage::name, stage -> stage, (a, _) -> a));
    Set<String> watched = new TreeSet<>();
    planned.values().forEach(stage -> watched.addAll(names(stage)));

    for (Stage stage : Components.stages(Topologies.ofExample(example))) {
      Set<String> services = services(stage);
      assertTrue(watched.containsAll(services), stage.name());
      if (!stage.gates().isEmpty()) {
        assertTrue(
            names(java.util.Objects.requireNonNull(planned.get(stage.name())))
                .containsAll(services),
            stage.name());
      }
    }
  }

  @Test
  void waitsForAServiceThatFailedTwiceAndThenRuns() {
    state = _ -> now.toSeconds() < 3 ? "activating " + now.toSeconds() : "active 2";

    Optional<Problem> problem = pass(watching("app.service"), GATE);

    assertTrue(problem.orElseThrow().what().startsWith("after 600 s"), problem.toString());
  }

  @Test
  void waitsForAServiceThatIsStillStarting() {
    state = _ -> "activating 0";

    assertTrue(pass(watching("app.service"), GATE).orElseThrow().what().startsWith("after 600 s"));
  }

  @Test
  void endsWhereAServiceWasStoppedAndNobodyStartsIt() {
    state = _ -> "inactive 0";

    assertTrue(pass(watching("app.service"), GATE).orElseThrow().what().contains("is inactive"));
    assertTrue(now.compareTo(SOON) < 0);
  }

  @Test
  void endsSoonWhereTheQuestionItselfKnowsThatWaitingIsOfNoUse() {
    answer = new Exit.Code(Gatekeeper.HOPELESS, "start failed\n", "");

    assertTrue(pass(watching("app.service"), GATE).orElseThrow().what().contains("start failed"));
    assertTrue(now.compareTo(SOON) < 0);
  }

  @Test
  void looksAtUnitsWhileTheQuestionItselfWaits() {
    state = _ -> "failed 5";
    Gatekeeper gatekeeper =
        new Gatekeeper(Map.of(DB1, new FakeHost(DB1)), Reporter.silent(), () -> new Counted(false));

    Problem problem = gatekeeper.pass(watching("app.service"), GATE).orElseThrow();

    assertTrue(problem.what().contains("app.service is failed"), problem.what());
    assertTrue(now.compareTo(SOON) < 0);
  }

  @Test
  void saysNothingOfUnitsWhereTheGatePasses() {
    answer = new Exit.Code(0, "", "");
    state = _ -> "failed 5";

    assertEquals(Optional.empty(), pass(watching("app.service"), GATE));
  }

  private Optional<Problem> pass(PlannedStage stage, Gate gate) {
    Map<HostName, Host> hosts = new HashMap<>(Map.of(gate.host(), new FakeHost(gate.host())));
    stage.watched().forEach(units -> hosts.put(units.host(), new FakeHost(units.host())));
    return new Gatekeeper(hosts, Reporter.silent(), () -> new Counted(true)).pass(stage, gate);
  }

  private static PlannedStage watching(String unit) {
    return new PlannedStage(
        "app",
        "bring up app",
        List.of(),
        Plan.Order.ALL_AT_ONCE,
        List.of(GATE),
        List.of(new HostUnits(DB1, List.of(unit))));
  }

  private static Plan plan(String example) {
    Topology topology = Topologies.ofExample(example);
    Plan plan =
        Planner.plan(
            Components.stages(topology),
            new SiteFacts(List.copyOf(topology.facts().values()), true));
    assertFalse(plan.gates().isEmpty());
    return plan;
  }

  private static Set<String> services(Stage stage) {
    Set<String> names = new TreeSet<>();
    for (Stage.HostResources host : stage.hosts()) {
      host.resources().stream()
          .filter(Unit.class::isInstance)
          .map(Unit.class::cast)
          .filter(u -> u.state() == Unit.State.RUNNING && u.name().endsWith(".service"))
          .forEach(u -> names.add(host.host() + " " + u.name()));
    }
    return names;
  }

  private static Set<String> names(PlannedStage stage) {
    return stage.watched().stream()
        .flatMap(units -> units.units().stream().map(unit -> units.host() + " " + unit))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Each question takes 50 ms, or does not end. */
  private final class Counted implements Waiting {
    private final boolean answers;

    Counted(boolean answers) {
      this.answers = answers;
    }

    @Override
    public Duration elapsed() {
      return now;
    }

    @Override
    public boolean ended(Future<?> work, Duration limit) {
      now = now.plus(answers ? Duration.ofMillis(50) : limit);
      return answers;
    }

    @Override
    public boolean pause(Duration pause) {
      now = now.plus(pause);
      return true;
    }
  }

  /** Answers gates with what it is told, and says of its units how they are. */
  private final class FakeHost implements Host {
    private final HostName name;

    FakeHost(HostName name) {
      this.name = name;
    }

    @Override
    public HostName name() {
      return name;
    }

    @Override
    public Exit run(Command command) {
      String script = text(command);
      if (script.contains("NRestarts")) {
        return new Exit.Code(0, states(script), "");
      }
      return script.contains("--lines=")
          ? new Exit.Code(0, "words of " + between(script, "_SYSTEMD_UNIT=", ")") + "\n", "")
          : answer;
    }

    private String states(String script) {
      List<String> lines = new ArrayList<>();
      for (String unit : between(script, "for unit in ", "; do").split(" ", -1)) {
        String[] words = state.apply(name + " " + unit).split(" ", -1);
        lines.add(unit + " ActiveState=" + words[0]);
        lines.add(unit + " NRestarts=" + words[1]);
      }
      return String.join("\n", lines) + "\n";
    }

    private static String between(String text, String from, String to) {
      int begin = text.indexOf(from) + from.length();
      return text.substring(begin, text.indexOf(to, begin)).strip();
    }

    @Override
    public Exit runAnew(Command command) {
      return run(command);
    }

    @Override
    public Hold hold(Command command) {
      return new Hold.Holding("held", () -> {});
    }

    @Override
    public Passage connect(String machine, int port) {
      return new Passage.Closed("there is nothing else");
    }

    @Override
    public void close() {}
  }

  private static String text(Command command) {
    try (java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream()) {
      command.input().writeTo(out);
      return out.toString(java.nio.charset.StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
