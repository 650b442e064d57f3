package org.pgv.installer.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pgv.manifests.site.AccessRule;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.DatabaseRole;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;

/**
 * Who may connect to a cluster: first what the cluster itself stands on, then the site's rules. The
 * superuser comes only from its own host, replication only from members and by certificate.
 *
 * @param superuser PostgreSQL's account, which its superuser is called by
 */
public record ConnectionRules(Site site, Cluster cluster, String superuser) {
  private static final String ALL = AccessRule.ALL;

  /** The lines of {@code pg_hba.conf}. */
  public List<String> ofServer() {
    List<String> lines = new ArrayList<>();
    lines.add("local all " + superuser + " peer");
    lines.add("local replication replicator peer map=pgv");
    lines.add("local postgres pgbouncer peer map=pgv");
    lines.add("local all pgbouncer reject");
    for (SiteHost member : site.membersOf(cluster)) {
      lines.add("hostssl replication replicator " + member.address() + "/32 cert");
      lines.add("hostssl postgres rewind " + member.address() + "/32 cert");
    }
    lines.add(nobodySpecial());
    cluster.contents().access().stream()
        .flatMap(rule -> new RuleLines(site, cluster, rule).forServer().stream())
        .map(HbaLine::text)
        .forEach(lines::add);
    return lines.stream().distinct().toList();
  }

  /** The lines of PgBouncer's own file: with special powers nobody comes through it at all. */
  public List<String> ofPooler() {
    List<String> lines = new ArrayList<>(List.of(nobodySpecial()));
    List<String> offline = cluster.contents().membersOf(DatabaseRole.OFFLINE);
    if (!offline.isEmpty()) {
      lines.add(HbaLine.reject(ALL, List.of(ALL), offline).text());
    }
    cluster.contents().access().stream()
        .flatMap(rule -> new RuleLines(site, cluster, rule).forPooler().stream())
        .map(HbaLine::text)
        .forEach(lines::add);
    return lines.stream().distinct().toList();
  }

  private String nobodySpecial() {
    List<String> special = new ArrayList<>(List.of(superuser));
    special.addAll(DatabaseRole.SYSTEM);
    return HbaLine.reject(ALL, List.of(ALL), special).text();
  }

  /**
   * A rule that never decides anything.
   *
   * @param by the rules before it that fit all that it fits
   */
  public record Shadowed(AccessRule rule, List<AccessRule> by) {
    public Shadowed {
      by = List.copyOf(by);
    }
  }

  /** The rules of the site that stand behind others which fit whatever they fit. */
  public List<Shadowed> shadowed() {
    List<AccessRule> rules = cluster.contents().access();
    List<Shadowed> shadowed = new ArrayList<>();
    Map<HbaLine, AccessRule> earlier = new HashMap<>();
    List<HbaLine> order = new ArrayList<>();
    for (AccessRule rule : rules) {
      List<HbaLine> lines = new RuleLines(site, cluster, rule).forServer();
      List<HbaLine> hidden = new ArrayList<>();
      List<AccessRule> by = new ArrayList<>();
      for (HbaLine line : lines) {
        order.stream()
            .filter(before -> before.covers(line, cluster.contents()::membersOf))
            .findFirst()
            .ifPresent(
                before -> {
                  hidden.add(line);
                  by.add(Objects.requireNonNull(earlier.get(before)));
                });
      }
      if (!lines.isEmpty() && hidden.size() == lines.size()) {
        shadowed.add(new Shadowed(rule, by.stream().distinct().toList()));
      }
      lines.forEach(line -> earlier.putIfAbsent(line, rule));
      order.addAll(lines);
    }
    return shadowed;
  }
}
