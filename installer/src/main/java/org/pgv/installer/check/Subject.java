package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.installer.platform.Platform;
import org.pgv.installer.probe.HostFacts;
import org.pgv.manifests.site.Role;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Target;

/** What is judged: what is wanted, and all that is known of the hosts that could be looked at. */
record Subject(
    Site site, Target target, Platform platform, SortedMap<HostName, Candidate> candidates) {

  /**
   * A host that may become part of the site, or is already.
   *
   * @param demand what is still to be brought to it
   */
  record Candidate(SiteHost host, HostFacts facts, Survey survey, Demand demand) {
    String name() {
      return host.name().text();
    }

    /** Whether an earlier run has touched it. */
    boolean isKnown() {
      return !facts.managed().paths().isEmpty() || !facts.managed().units().isEmpty();
    }
  }

  /**
   * What is still to be brought to a host.
   *
   * @param packages how many
   * @param packageBytes the size of their files
   * @param repositoryBytes the size of the package repository, where the host is to carry it
   */
  record Demand(int packages, long packageBytes, long repositoryBytes) {}

  Subject {
    candidates = new TreeMap<>(candidates);
  }

  Collection<Candidate> all() {
    return candidates.values();
  }

  /** Whether a host runs PostgreSQL. */
  boolean isMember(Candidate candidate) {
    return site.clusterOf(candidate.host().name()).isPresent();
  }

  /** Whether a host runs HAProxy. */
  boolean isRouter(Candidate candidate) {
    return isMember(candidate) || candidate.host().has(Role.ROUTER);
  }

  /** The folders that our data goes to on a host. */
  static List<String> dataFolders(Site site, Platform platform, SiteHost host) {
    List<String> folders = new ArrayList<>();
    site.clusterOf(host.name()).ifPresent(c -> folders.add(platform.dataDirectory(c)));
    if (host.has(Role.ETCD)) {
      folders.add(site.settings().etcd().dataDirectory());
    }
    site.minioOn(host.name()).ifPresent(store -> folders.addAll(store.directories()));
    return folders;
  }
}
