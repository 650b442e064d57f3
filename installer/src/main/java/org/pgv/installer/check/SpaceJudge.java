package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.pgv.installer.check.Subject.Candidate;
import org.pgv.installer.probe.Machine.Mount;
import org.pgv.manifests.site.Role;

/** Whether what comes to each file system fits, and what is there has room to grow. */
final class SpaceJudge implements Judge {
  private static final long GB = 1_000_000_000L;
  private static final long MB = 1_000_000L;

  /** The package file itself, and about three times as much once it is unpacked. */
  private static final long UNPACKED = 4;

  /**
   * Something that needs space.
   *
   * @param least without which it cannot be
   * @param wished with which it does well
   */
  private record Need(String what, String path, long least, long wished) {}

  @Override
  public List<Finding> judge(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Candidate candidate : subject.all()) {
      Map<Mount, List<Need>> byMount = new LinkedHashMap<>();
      for (Need need : needs(subject, candidate)) {
        candidate
            .facts()
            .machine()
            .mountOf(need.path())
            .ifPresent(mount -> byMount.computeIfAbsent(mount, _ -> new ArrayList<>()).add(need));
      }
      byMount.forEach((mount, needs) -> judge(candidate, mount, needs, findings));
    }
    return findings;
  }

  private static List<Need> needs(Subject subject, Candidate candidate) {
    List<Need> needs = new ArrayList<>();
    Subject.Demand demand = candidate.demand();
    if (demand.packages() > 0) {
      long packages = UNPACKED * demand.packageBytes();
      needs.add(new Need("packages", "/usr", packages, packages + GB / 2));
    }
    if (demand.repositoryBytes() > 0) {
      long size = demand.repositoryBytes();
      needs.add(
          new Need("repository", subject.platform().repositoryFolder(), size, size + size / 2));
    }
    subject
        .site()
        .clusterOf(candidate.host().name())
        .ifPresent(
            cluster ->
                needs.add(
                    data(
                        candidate,
                        "database",
                        subject.platform().dataDirectory(cluster),
                        GB,
                        10 * GB)));
    if (candidate.host().has(Role.ETCD)) {
      var etcd = subject.site().settings().etcd();
      long quota = etcd.quotaMegabytes() * MB;
      needs.add(data(candidate, "etcd", etcd.dataDirectory(), 256 * MB, quota));
    }
    subject
        .site()
        .minioOn(candidate.host().name())
        .ifPresent(
            store ->
                store
                    .directories()
                    .forEach(path -> needs.add(data(candidate, "backups", path, 2 * GB, 20 * GB))));
    return needs;
  }

  /** Data that is there already has its space; what it must keep is room to go on. */
  private static Need data(Candidate candidate, String what, String path, long least, long wished) {
    boolean there = Ours.isOurs(candidate.facts(), path);
    return new Need(what, path, there ? 0 : least, there ? least : wished);
  }

  private static void judge(
      Candidate candidate, Mount mount, List<Need> needs, List<Finding> findings) {
    long least = needs.stream().mapToLong(Need::least).sum();
    long wished = needs.stream().mapToLong(Need::wished).sum();
    if (mount.freeBytes() < least) {
      findings.add(finding(Rule.SPACE, candidate, mount, "needs " + amount(least), needs));
    } else if (mount.freeBytes() < wished) {
      findings.add(
          finding(Rule.SPACE_SMALL, candidate, mount, "should have " + amount(wished), needs));
    }
  }

  private static Finding finding(
      Rule rule, Candidate candidate, Mount mount, String wish, List<Need> needs) {
    return new Finding(
        rule,
        candidate.name(),
        "%s (%s) has %s free and %s for %s"
            .formatted(
                mount.path(),
                mount.fileSystem(),
                amount(mount.freeBytes()),
                wish,
                needs.stream().map(Need::what).collect(Collectors.joining(", "))));
  }

  private static String amount(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", (double) bytes / GB);
  }
}
