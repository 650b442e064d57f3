package org.pgv.installer.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pgv.installer.apply.Executor;
import org.pgv.installer.apply.Executor.Outcome;
import org.pgv.installer.apply.Journal;
import org.pgv.installer.apply.ShellSteps;
import org.pgv.installer.component.Components;
import org.pgv.installer.escrow.Escrow;
import org.pgv.installer.escrow.Escrows;
import org.pgv.installer.plan.Plan;
import org.pgv.installer.plan.PlanText;
import org.pgv.installer.plan.PlannedFile;
import org.pgv.installer.plan.Planner;
import org.pgv.installer.probe.FileContents;
import org.pgv.installer.secret.SiteCredentials;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.state.BundleFloor;
import org.pgv.installer.state.EscrowMemory;
import org.pgv.installer.state.RunLock;
import org.pgv.installer.state.SiteState;
import org.pgv.installer.succession.FirstLook;
import org.pgv.installer.succession.FromCluster;
import org.pgv.installer.succession.FromEscrow;
import org.pgv.installer.succession.Succession;
import org.pgv.installer.topology.BundleContents;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;
import org.pgv.manifests.value.HostName;

/** What pgv-install does at a site: plan, apply, uninstall. */
public final class Installer {
  private final Environment environment;
  private final Preflight preflight;

  public Installer(Environment environment, Preflight preflight) {
    this.environment = environment;
    this.preflight = preflight;
  }

  /**
   * A plan with what its files hold now.
   *
   * @param due what is not done until the operator has agreed to it
   * @param notes what is there, and nothing is done about
   */
  public record Shown(
      Plan plan, Map<PlannedFile, String> present, List<String> due, List<String> notes) {
    public Shown {
      due = List.copyOf(due);
      notes = List.copyOf(notes);
    }
  }

  /** Compares the site with its file, and changes nothing. */
  public Shown plan(Request request, Optional<Succession> succession, boolean withContents) {
    Site site = SiteReader.read(request.siteFile()).orRefuse();
    try (Decided decided = decide(site, request, Optional.empty(), succession)) {
      return new Shown(
          decided.plan(),
          withContents ? present(decided.session(), decided.plan()) : Map.of(),
          due(decided),
          notes(decided.topology(), request));
    }
  }

  /** What stands in the way of a plan belongs to it: it would read as if it could be done. */
  private List<String> notes(Topology topology, Request request) {
    return Stream.concat(
            preflight.discontinuities(topology, request.waivers()).stream()
                .map(problem -> "apply refuses this: " + problem.where() + ": " + problem.what()),
            Components.notes(topology).stream())
        .toList();
  }

  /**
   * Brings the site to what its file says.
   *
   * @param succession where clusters come from what others have written
   */
  public Applied apply(Request request, Optional<Succession> succession) {
    Site site = SiteReader.read(request.siteFile()).orRefuse();
    SiteState state = SiteState.of(environment.folders().state(), site.name());
    try (RunLock _ = RunLock.take(state.lock(), environment.clock());
        Decided decided = decide(site, request, Optional.of(holder()), succession)) {
      if (!decided.plan().changesNothing()) {
        refuse(
            preflight.problems(
                decided.topology(),
                List.copyOf(decided.session().fleet().hosts().values()),
                request.waivers()));
      }
      decided.credentials().saveAsPlanned();
      BundleFloor.write(state.floor(), decided.topology().bundle().release());
      Escrows.remember(site, decided.credentials(), state.escrow());
      succession.ifPresent(heir -> remember(heir, state));
      state.applied().write(decided.topology().next());
      Outcome outcome = run(decided.plan(), decided.session());
      if (outcome instanceof Outcome.Done) {
        decided.credentials().settle();
        decided.credentials().save();
      }
      return new Applied(outcome, due(decided));
    }
  }

  private static List<String> due(Decided decided) {
    return Stream.concat(
            decided.session().absence().due().stream(), Components.due(decided.topology()).stream())
        .toList();
  }

  /**
   * How an apply ended.
   *
   * @param due what was not done, as the operator has not agreed to it
   */
  public record Applied(Outcome outcome, List<String> due) {
    public Applied {
      due = List.copyOf(due);
    }
  }

  private static void remember(Succession heir, SiteState state) {
    switch (heir) {
      case FromEscrow(Escrow escrow, var _, boolean _) -> Escrows.remember(escrow, state.escrow());
      case FromCluster _ -> {}
    }
  }

  /** Whether an escrow is to be made. */
  public EscrowMemory escrow(Request request) {
    Site site = SiteReader.read(request.siteFile()).orRefuse();
    return EscrowMemory.read(SiteState.of(environment.folders().state(), site.name()).escrow());
  }

  /** Reads facts from the site's hosts, without a bundle. */
  public SiteSession look(Request request) {
    Site site = SiteReader.read(request.siteFile()).orRefuse();
    return SiteSession.open(environment, site, request, Optional.empty());
  }

  /** What taking things of ours away means; of each host only what it has a record of. */
  public Plan uninstallPlan(Request request, Removal removal) {
    try (SiteSession session = look(request)) {
      requireOurs(session, request);
      return removal.plan(session, request.waivers());
    }
  }

  /** Takes things of ours away. */
  public Outcome uninstall(Request request, Removal removal) {
    Site site = SiteReader.read(request.siteFile()).orRefuse();
    SiteState state = SiteState.of(environment.folders().state(), site.name());
    try (RunLock _ = RunLock.take(state.lock(), environment.clock());
        SiteSession session = SiteSession.open(environment, site, request, Optional.of(holder()))) {
      requireOurs(session, request);
      Outcome outcome = run(removal.plan(session, request.waivers()), session);
      if (outcome instanceof Outcome.Done) {
        removal.remember(session);
      }
      return outcome;
    }
  }

  /** Taking away needs no secrets, but whoever has none must say that he knows what he does. */
  private void requireOurs(SiteSession session, Request request) {
    if (!request.overrides().foreign()) {
      SiteCredentials credentials =
          SiteSession.credentials(environment, session.site(), session.state());
      Standing.requireOurs(
          Standing.claim(session.site(), credentials),
          session.facts().hosts(),
          "work on the admin host of that site; where it is lost, --foreign takes all away");
    }
  }

  /** A site that is locked for us, and on which plans can be run. */
  public final class Operated implements AutoCloseable {
    private final RunLock lock;
    private final Decided decided;

    private Operated(RunLock lock, Decided decided) {
      this.lock = lock;
      this.decided = decided;
    }

    public Topology topology() {
      return decided.topology();
    }

    public Fleet fleet() {
      return decided.session().fleet();
    }

    /** Runs a plan, whatever the site file asks for beside it. */
    public Outcome run(Plan plan) {
      return Installer.this.run(plan, decided.session());
    }

    @Override
    public void close() {
      decided.close();
      lock.close();
    }
  }

  /** Locks a site, so that nobody else changes it until this is closed. */
  public Operated operate(Request request) {
    Site site = SiteReader.read(request.siteFile()).orRefuse();
    SiteState state = SiteState.of(environment.folders().state(), site.name());
    RunLock lock = RunLock.take(state.lock(), environment.clock());
    try {
      Decided decided = decide(site, request, Optional.of(holder()), Optional.empty());
      List<Problem> problems = preflight.discontinuities(decided.topology(), request.waivers());
      if (!problems.isEmpty()) {
        decided.close();
        refuse(problems);
      }
      return new Operated(lock, decided);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private Outcome run(Plan plan, SiteSession session) {
    if (plan.changesNothing() && plan.gates().isEmpty()) {
      return new Outcome.Done(0, 0);
    }
    try (Journal journal = Journal.open(session.state().journal(), environment.clock())) {
      return new Executor(
              session.fleet().hosts(),
              new ShellSteps(environment.reporter()),
              journal,
              environment.reporter())
          .run(plan);
    }
  }

  /** All that was read, and what follows from it. */
  private record Decided(
      SiteSession session, Topology topology, SiteCredentials credentials, Plan plan)
      implements AutoCloseable {
    @Override
    public void close() {
      session.close();
    }
  }

  /** The hosts are asked while bundle and secrets are read. */
  private Decided decide(
      Site site, Request request, Optional<String> lockHolder, Optional<Succession> succession) {
    SiteState state = SiteState.of(environment.folders().state(), site.name());
    CompletableFuture<SiteSession> opening =
        CompletableFuture.supplyAsync(
            () -> SiteSession.open(environment, site, request, lockHolder),
            Thread::startVirtualThread);
    try {
      BundleContents bundle =
          new Bundles(environment.clock(), environment.reporter())
              .open(request.bundle(), request.signers(), state.bundle());
      SiteCredentials credentials = SiteSession.credentials(environment, site, state);
      SiteSession session = joined(opening::join);
      Standing.require(site, session.facts().hosts(), credentials, request.overrides());
      Standing.require(
          bundle.release(),
          session.facts().hosts(),
          BundleFloor.read(state.floor()),
          request.overrides());
      Topology topology = session.topology(bundle, credentials);
      succession.ifPresent(heir -> succeed(heir, session, topology, credentials));
      List<Stage> stages = Components.stages(topology);
      Plan plan =
          Planner.plan(
              session
                  .absence()
                  .without(Enrolling.before(stages, topology, credentials.generation())),
              session.facts());
      return new Decided(session, topology, credentials, plan);
    } catch (RuntimeException e) {
      var _ = opening.thenAccept(SiteSession::close);
      throw e;
    }
  }

  /** Refuses before anything of it is kept. */
  private void succeed(
      Succession heir, SiteSession session, Topology topology, SiteCredentials credentials) {
    List<Problem> problems = heir.problems(topology, credentials);
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.USAGE, problems);
    }
    heir.into(topology.site(), credentials);
    new FirstLook(session.fleet()::host, environment.clock(), environment.reporter())
        .refuse(heir, topology);
  }

  private static <T> T joined(Supplier<T> future) {
    try {
      return future.get();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.PREFLIGHT, problems);
    }
  }

  private static Map<PlannedFile, String> present(SiteSession session, Plan plan) {
    Map<PlannedFile, String> present = new HashMap<>();
    Map<HostName, List<PlannedFile>> byHost =
        PlanText.shown(plan).stream()
            .collect(java.util.stream.Collectors.groupingBy(PlannedFile::host));
    byHost.forEach(
        (host, files) -> {
          List<String> paths = files.stream().map(PlannedFile::path).toList();
          FileContents.read(session.fleet().host(host), paths)
              .forEach((path, text) -> present.put(new PlannedFile(host, path), text));
        });
    return present;
  }

  private String holder() {
    return "%s@%s, process %d, since %s"
        .formatted(
            System.getProperty("user.name"),
            hostName(),
            ProcessHandle.current().pid(),
            environment.clock().instant());
  }

  private static String hostName() {
    try {
      return java.net.InetAddress.getLocalHost().getHostName();
    } catch (java.net.UnknownHostException _) {
      return "admin host";
    }
  }
}
