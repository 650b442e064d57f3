package org.pgv.installer.topology;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pgv.installer.applied.AppliedSite;
import org.pgv.installer.platform.Platform;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.resource.Script;
import org.pgv.installer.secret.Credentials;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Role;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Sha256;

/**
 * What components decide from; a component that gets the same topology gives the same stages.
 *
 * @param known the site as this machine last applied it
 * @param consent what the operator has agreed to
 */
public record Topology(
    Site site,
    SortedMap<HostName, HostFacts> facts,
    BundleContents bundle,
    Credentials credentials,
    Platform platform,
    Optional<AppliedSite> known,
    Consent consent) {

  /**
   * What is done only where the operator has agreed to it.
   *
   * @param restarts that PostgreSQL is restarted where it has to be
   * @param without hosts that are left as they are, as they cannot be reached; their facts are
   *     those of the last time
   */
  public record Consent(boolean restarts, Set<HostName> without) {
    /** To nothing. */
    public static final Consent NONE = new Consent(false, Set.of());

    public Consent {
      without = Set.copyOf(without);
    }
  }

  public Topology {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /** A topology of which no more is known than its hosts say. */
  public Topology(
      Site site,
      SortedMap<HostName, HostFacts> facts,
      BundleContents bundle,
      Credentials credentials,
      Platform platform) {
    this(site, facts, bundle, credentials, platform, Optional.empty());
  }

  /** A topology whose operator was not asked for anything. */
  public Topology(
      Site site,
      SortedMap<HostName, HostFacts> facts,
      BundleContents bundle,
      Credentials credentials,
      Platform platform,
      Optional<AppliedSite> known) {
    this(site, facts, bundle, credentials, platform, known, Consent.NONE);
  }

  /** The site as it was last applied, by whatever says it last. */
  public Optional<AppliedSite> applied() {
    return AppliedSite.newest(
        Stream.concat(
                known.stream(),
                facts.values().stream().flatMap(host -> host.remembered().site().stream()))
            .toList());
  }

  /** The site as it is once this was applied. */
  public AppliedSite next() {
    return NextSite.of(site, platform).after(applied());
  }

  /** The same, where the operator has agreed to something. */
  public Topology with(Consent agreed) {
    return new Topology(site, facts, bundle, credentials, platform, known, agreed);
  }

  /** Those of some hosts that are not left out, in their order. */
  public List<SiteHost> present(List<SiteHost> hosts) {
    return hosts.stream().filter(host -> !consent.without().contains(host.name())).toList();
  }

  /** The first member of a cluster that is not left out: whom gates are asked of. */
  public HostName spokesman(Cluster cluster) {
    return present(site.membersOf(cluster)).getFirst().name();
  }

  public HostFacts facts(HostName host) {
    return Optional.ofNullable(facts.get(host))
        .orElseThrow(() -> new IllegalArgumentException("no facts of " + host));
  }

  /** Whether a host is a container, whose clock and devices belong to the machine below. */
  public boolean isContainer(HostName host) {
    return facts(host).machine().system().container().isPresent();
  }

  /**
   * What a service must be allowed on a host; nothing where SELinux is off.
   *
   * @param content what the service works with: it is allowed anew when that changes
   */
  public List<Script> permissions(HostName host, Platform.Confined service, Sha256 content) {
    return facts(host).machine().system().security().selinux()
        ? platform.permissions(service, content)
        : List.of();
  }

  /** The hosts that carry HAProxy. */
  public List<SiteHost> routers() {
    return site.routers();
  }

  public List<SiteHost> etcdMembers() {
    return site.withRole(Role.ETCD);
  }
}
