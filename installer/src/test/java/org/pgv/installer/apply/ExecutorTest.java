package org.pgv.installer.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.apply.Executor.Outcome;
import org.pgv.installer.plan.Plan;
import org.pgv.installer.plan.Planner;
import org.pgv.installer.plan.UninstallPlanner;
import org.pgv.installer.resource.Absent;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedBlock;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.PackageSet;
import org.pgv.installer.resource.PackageSet.PackageVersion;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Script;
import org.pgv.installer.resource.SignedFolders;
import org.pgv.installer.resource.Tree;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.stage.Gate;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.stage.Stage.Rollout;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Sha256;

class ExecutorTest {
  private static final HostName DB1 = new HostName("db1");
  private static final HostName DB2 = new HostName("db2");

  private final Path folder;
  private final FakeSite site = new FakeSite("db1", "db2");

  ExecutorTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void secondRunHasNothingToDo() {
    run(stages("1"));

    assertEquals(List.of(), plan(stages("1")).stages());
  }

  @Test
  void stoppedBeforeAnyStepTheNextRunConverges() {
    int total = plan(stages("1")).steps().size();

    for (int stopAt = 0; stopAt < total; stopAt++) {
      FakeSite fresh = new FakeSite("db1", "db2");
      fresh.failAt(stopAt);
      assertInstanceOf(Outcome.Stopped.class, run(fresh, stages("1")));
      fresh.mend();
      assertInstanceOf(Outcome.Done.class, run(fresh, stages("1")));
      assertTrue(Planner.plan(stages("1"), fresh.facts(true)).stages().isEmpty());
    }
  }

  @Test
  void changeThatWasStoppedBeforeTheRestartStillRestarts() {
    run(stages("1"));
    int write = titles(plan(stages("2"))).indexOf("db1: write /etc/app.conf");
    site.failAt(write + 1);

    run(stages("2"));
    site.mend();

    assertTrue(titles(plan(stages("2"))).contains("db1: restart app.service"));
  }

  @Test
  void gateThatWasNeverPassedIsAskedAgainThoughNothingIsLeftToChange() {
    site.gatesOpen(false);
    assertInstanceOf(Outcome.Stopped.class, run(stages("1")));
    Plan next = plan(stages("1"));
    site.gatesOpen(true);

    assertTrue(next.changesNothing());
    assertEquals(1, next.gates().size());
    assertEquals(new Outcome.Done(0, 1), run(stages("1")));
    assertTrue(plan(stages("1")).gates().isEmpty());
  }

  @Test
  void whatTakesTimeIsAwaitedBeforeTheStageThatNeedsIt() {
    List<Stage> first = stages("1");
    assertEquals(
        List.of("app", "between", "app-awaited", "end"), names(plan(withLater(first.getFirst()))));
    run(first);

    Plan rolling = plan(withLater(stages("2").getFirst()));
    assertEquals(List.of("app", "between", "end"), names(rolling));
    assertEquals(2, rolling.stages().getFirst().gates().size());
  }

  @Test
  void failureNamesHostStageStepAndWhatItPrinted() {
    site.failAt(0);

    var stopped = (Outcome.Stopped) run(stages("1"));

    assertEquals("db1, stage app", stopped.problems().getFirst().where());
    assertTrue(
        stopped.problems().getFirst().what().startsWith("could not install openssl 3"),
        stopped.problems()::toString);
    assertTrue(stopped.problems().getFirst().what().contains("it broke"));
    assertFalse(stopped.problems().getFirst().hint().isEmpty());
  }

  @Test
  void runningUnitsRestartOneHostAfterTheOtherWithTheGateBetween() {
    run(stages("1"));
    site.asked.clear();
    site.done.clear();

    Plan plan = plan(stages("2"));
    run(stages("2"));

    assertEquals(Plan.Order.ONE_BY_ONE, plan.stages().getFirst().order());
    int first = site.done.indexOf("db1: restart app.service");
    int second = site.done.indexOf("db2: write /etc/app.conf");
    assertTrue(first < second, site.done::toString);
    assertEquals(2, site.asked.size());
  }

  @Test
  void whatIsNoLongerWantedGoesAway() {
    run(stages("1"));

    run(List.of());

    assertTrue(site.done.containsAll(List.of("db2: stop and disable app.service")));
    assertTrue(site.done.contains("db1: restore /etc/apt/sources.list"));
    assertEquals(List.of(), Planner.plan(List.of(), site.facts(true)).stages());
  }

  @Test
  void uninstallKeepsDataUnlessToldToPurgeIt() {
    run(stages("1"));

    Plan kept = UninstallPlanner.plan(site.facts(true), false);
    Plan purged = UninstallPlanner.plan(site.facts(true), true);

    assertFalse(titles(kept).stream().anyMatch(t -> t.contains("/var/lib/app")));
    assertTrue(titles(purged).contains("db1: remove directory /var/lib/app with all in it"));
    assertEquals("units", kept.stages().getFirst().name());
  }

  @Test
  void dataThatUninstallKeptIsKnownAsOursAndCanBePurgedLater() {
    run(stages("1"));
    execute(site, UninstallPlanner.plan(site.facts(true), false));

    assertTrue(UninstallPlanner.plan(site.facts(true), false).changesNothing());
    assertTrue(site.facts(true).hosts().getFirst().managed().paths().containsKey("/var/lib/app"));
    Plan purged = UninstallPlanner.plan(site.facts(true), true);
    assertTrue(titles(purged).contains("db1: remove directory /var/lib/app with all in it"));
    execute(site, purged);
    assertTrue(UninstallPlanner.plan(site.facts(true), true).changesNothing());
    assertTrue(site.facts(true).hosts().getFirst().managed().paths().isEmpty());
  }

  @Test
  void dataThatUninstallKeptIsTakenUpAgain() {
    run(stages("1"));
    execute(site, UninstallPlanner.plan(site.facts(true), false));
    site.done.clear();

    run(stages("1"));

    assertFalse(site.done.contains("db1: make directory /var/lib/app"), site.done.toString());
    assertEquals(List.of(), plan(stages("1")).steps());
  }

  @Test
  void secretsStandInNoTitleAndNoJournal() throws Exception {
    run(stages("1"));

    String journal = java.nio.file.Files.readString(folder.resolve("journal"));
    assertFalse(journal.contains("hunter2"));
    assertTrue(journal.contains("write /etc/app.key"));
  }

  private Plan plan(List<Stage> stages) {
    return Planner.plan(stages, site.facts(Journal.lastRunFinished(folder.resolve("journal"))));
  }

  private Outcome run(List<Stage> stages) {
    return run(site, stages);
  }

  private Outcome run(FakeSite on, List<Stage> stages) {
    Path file = folder.resolve("journal");
    return execute(on, Planner.plan(stages, on.facts(Journal.lastRunFinished(file))));
  }

  private Outcome execute(FakeSite on, Plan plan) {
    Path file = folder.resolve("journal");
    try (Journal journal = Journal.open(file, Clock.systemUTC())) {
      return new Executor(on.hosts(), on, journal, Reporter.silent()).run(plan);
    }
  }

  private static List<String> titles(Plan plan) {
    return plan.steps().stream().map(step -> step.host() + ": " + step.title()).toList();
  }

  private static List<String> names(Plan plan) {
    return plan.stages().stream().map(Plan.PlannedStage::name).toList();
  }

  private static List<Stage> withLater(Stage stage) {
    Gate slow = new Gate("app has settled", DB1, "true", Duration.ofMillis(300));
    return List.of(stage.later("end", slow), script("between"), script("end"));
  }

  private static Stage script(String name) {
    List<Resource> resources = List.of(new Script(name, name, "true"));
    return new Stage(
        name, name, List.of(new HostResources(DB1, resources)), Rollout.PARALLEL, List.of());
  }

  /** One service on two hosts, with one resource of each kind. */
  private static List<Stage> stages(String version) {
    List<HostResources> hosts = new ArrayList<>();
    for (HostName host : List.of(DB1, DB2)) {
      hosts.add(new HostResources(host, resources(version)));
    }
    Gate gate = new Gate("app answers", DB1, "true", Duration.ofMillis(300));
    return List.of(new Stage("app", "bring up app", hosts, Rollout.ROLLING, List.of(gate)));
  }

  private static List<Resource> resources(String version) {
    Content config = Content.of("version " + version + "\n");
    return List.of(
        new PackageSet("app", PackageSet.Manager.APT, List.of(new PackageVersion("openssl", "3"))),
        new Directory("/var/lib/app", new Ownership("app", "app", "0700"), true),
        new Directory("/etc/app.d", Ownership.ROOT),
        new ManagedFile("/etc/app.conf", Ownership.ROOT, config),
        new ManagedFile("/etc/app.key", Ownership.ROOT_ONLY, Content.secret("hunter2")),
        new ManagedBlock("/etc/hosts", "app", "10.0.0.1 app\n"),
        new Absent("/etc/apt/sources.list"),
        new Tree("/srv/app", SignedFolders.empty("/srv"), Sha256.of("tree")),
        new Script("app-init", "make the app's tables", "true"),
        Unit.masked("old.service"),
        Unit.running("app.service", List.of(config.digest())));
  }
}
