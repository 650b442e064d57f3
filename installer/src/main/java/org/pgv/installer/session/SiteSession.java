package org.pgv.installer.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pgv.installer.applied.AppliedSite;
import org.pgv.installer.apply.Journal;
import org.pgv.installer.host.Connector;
import org.pgv.installer.host.Login;
import org.pgv.installer.host.ssh.HostKeys;
import org.pgv.installer.host.ssh.Identities;
import org.pgv.installer.host.ssh.SshConnector;
import org.pgv.installer.plan.SiteFacts;
import org.pgv.installer.platform.Platform;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Probe;
import org.pgv.installer.secret.GivenFiles;
import org.pgv.installer.secret.SecretFile;
import org.pgv.installer.secret.SiteCredentials;
import org.pgv.installer.state.SiteState;
import org.pgv.installer.topology.BundleContents;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.value.HostName;

/** A site with its hosts connected and looked at. */
public final class SiteSession implements AutoCloseable {
  private final Site site;
  private final SiteState state;
  private final Fleet fleet;
  private final List<HostFacts> facts;
  private final Absence absence;

  private SiteSession(
      Site site, SiteState state, Fleet fleet, List<HostFacts> facts, Absence absence) {
    this.site = site;
    this.state = state;
    this.fleet = fleet;
    this.facts = facts;
    this.absence = absence;
  }

  /** Connects to the hosts and reads their facts, after taking their locks where that is asked. */
  static SiteSession open(
      Environment environment, Site site, Request request, Optional<String> lockHolder) {
    SiteState state = SiteState.of(environment.folders().state(), site.name());
    Connector connector = connector(environment, site, state, request);
    Absence absence = Absence.of(site, state.told(), request.consent());
    List<Login> logins =
        Logins.of(site, environment.folders().home()).stream()
            .filter(login -> !absence.isOf(login.host()))
            .toList();
    Fleet fleet = Fleet.connect(logins, connector);
    try {
      lockHolder.ifPresent(fleet::lock);
      List<HostFacts> facts =
          fleet.look(new Probe(environment.clock(), environment.reporter(), state.told()::write));
      absence.refuseWithout(site, facts);
      return new SiteSession(site, state, fleet, facts, absence);
    } catch (RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  static Connector connector(Environment environment, Site site, SiteState state, Request request) {
    Path home = environment.folders().home();
    List<Path> others = new ArrayList<>();
    Optional<String> named = site.settings().ssh().knownHosts();
    others.add(
        named.map(text -> Logins.expand(text, home)).orElse(home.resolve(".ssh/known_hosts")));
    others.add(Path.of("/etc/ssh/ssh_known_hosts"));
    HostKeys keys = new HostKeys(state.knownHosts(), others, request.hostKeys());
    return new AnyConnector(new SshConnector(keys, Identities.ofProcess()));
  }

  /** The hosts that were left out. */
  Absence absence() {
    return absence;
  }

  public Site site() {
    return site;
  }

  public SiteState state() {
    return state;
  }

  public Fleet fleet() {
    return fleet;
  }

  public SiteFacts facts() {
    return new SiteFacts(facts, Journal.lastRunFinished(state.journal()));
  }

  /** The credentials of the site. */
  static SiteCredentials credentials(Environment environment, Site site, SiteState state) {
    SecretFile file =
        new SecretFile(
            state.secrets(), state.secretsKey(), environment.passphrase(), environment.random());
    SiteCredentials credentials =
        SiteCredentials.open(site.name(), file, environment.clock(), environment.random());
    GivenFiles.take(site, path -> Logins.expand(path, environment.folders().home()), credentials);
    return credentials;
  }

  /** The site as it was last applied, by whatever says it last. */
  public Optional<AppliedSite> applied() {
    return AppliedSite.newest(
        Stream.concat(
                state.applied().read().stream(),
                facts.stream().flatMap(host -> host.remembered().site().stream()))
            .toList());
  }

  /** All that components decide from. */
  public Topology topology(BundleContents bundle, SiteCredentials credentials) {
    TreeMap<HostName, HostFacts> byName = new TreeMap<>();
    absence.lastFacts().forEach(host -> byName.put(host.host(), host));
    facts.forEach(host -> byName.put(host.host(), host));
    return new Topology(
            site,
            byName,
            bundle,
            credentials,
            Platform.of(bundle.lock().target()),
            state.applied().read())
        .with(absence.consent());
  }

  @Override
  public void close() {
    fleet.close();
  }
}
