package org.pgv.installer.session;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.installer.platform.Platform;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Probe;
import org.pgv.installer.session.Fleet.Partial;
import org.pgv.installer.state.BundleFloor;
import org.pgv.installer.state.SiteState;
import org.pgv.installer.topology.BundleContents;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;
import org.pgv.manifests.value.HostName;

/**
 * A site as far as it can be reached, for looking at it without changing anything: hosts that are
 * down are part of the answer.
 */
public final class ReachedSite implements AutoCloseable {
  private final Environment environment;
  private final Request request;
  private final Site site;
  private final Partial<Fleet> reached;

  private ReachedSite(Environment environment, Request request, Site site, Partial<Fleet> reached) {
    this.environment = environment;
    this.request = request;
    this.site = site;
    this.reached = reached;
  }

  /** Connects to the hosts that can be reached. */
  public static ReachedSite open(Environment environment, Request request) {
    Site site = SiteReader.read(request.siteFile()).orRefuse();
    SiteState state = SiteState.of(environment.folders().state(), site.name());
    return new ReachedSite(
        environment,
        request,
        site,
        Fleet.reach(
            Logins.of(site, environment.folders().home()),
            SiteSession.connector(environment, site, state, request)));
  }

  public Site site() {
    return site;
  }

  public Fleet fleet() {
    return reached.result();
  }

  /** The hosts there is no way to, and why. */
  public SortedMap<HostName, Problem> unreachable() {
    return reached.unreachable();
  }

  /** All that components decide from, with the facts of the hosts that gave any. */
  public Partial<Topology> topology() {
    SiteState state = SiteState.of(environment.folders().state(), site.name());
    BundleContents bundle =
        new Bundles(environment.clock(), environment.reporter())
            .open(request.bundle(), request.signers(), state.bundle());
    Partial<List<HostFacts>> looked =
        fleet().ask(new Probe(environment.clock(), environment.reporter())::run);
    TreeMap<HostName, HostFacts> facts = new TreeMap<>();
    looked.result().forEach(found -> facts.put(found.host(), found));
    TreeMap<HostName, Problem> unreachable = new TreeMap<>(unreachable());
    unreachable.putAll(looked.unreachable());
    return new Partial<>(
        new Topology(
            site,
            facts,
            bundle,
            SiteSession.credentials(environment, site, state),
            Platform.of(bundle.lock().target()),
            state.applied().read()),
        unreachable);
  }

  /** Refuses whoever must not change the hosts that answered; see {@link Standing}. */
  public void requireStanding(Topology topology) {
    SiteState state = SiteState.of(environment.folders().state(), site.name());
    Standing.require(
        site,
        topology.facts().values(),
        SiteSession.credentials(environment, site, state),
        request.overrides());
    Standing.require(
        topology.bundle().release(),
        topology.facts().values(),
        BundleFloor.read(state.floor()),
        request.overrides());
  }

  @Override
  public void close() {
    fleet().close();
  }
}
