package org.pgv.installer.status;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.pgv.installer.status.ClusterView.Member;
import org.pgv.installer.status.HostReport.EtcdView;
import org.pgv.installer.status.HostReport.RoutedServer;
import org.pgv.manifests.console.Table;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.HostName;

/** Shows a site's status to people. */
public final class StatusText {
  private final SiteStatus status;

  public StatusText(SiteStatus status) {
    this.status = status;
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    List<Trouble> troubles = status.troubles();
    String bundle = String.join(" and ", status.bundles());
    text.append("site ").append(status.site().name());
    text.append(bundle.isEmpty() ? ", nothing installed" : ", " + bundle);
    text.append(troubles.isEmpty() ? ", healthy" : ", NOT HEALTHY").append('\n');
    for (Cluster cluster : status.site().clusters()) {
      text.append("\ncluster ").append(cluster.name()).append('\n').append(members(cluster));
      text.append(BackupView.of(status, cluster).text());
    }
    text.append(StoreView.of(status).text());
    text.append("\netcd\n").append(etcd());
    text.append("\nhosts\n").append(hosts());
    if (!troubles.isEmpty()) {
      text.append("\ntroubles\n");
      troubles.forEach(trouble -> text.append("  ").append(trouble).append('\n'));
    }
    return text.toString();
  }

  private String members(Cluster cluster) {
    Table table = new Table("MEMBER", "ROLE", "STATE", "TIMELINE", "LAG", "NOTES");
    for (HostName host : cluster.members()) {
      status
          .view(cluster)
          .flatMap(view -> view.member(host.text()))
          .ifPresentOrElse(
              member ->
                  table.row(
                      member.name(),
                      member.role().replace('_', ' '),
                      member.state(),
                      number(member.position().timeline()),
                      lag(member),
                      notes(member)),
              () -> table.row(host.text(), "", "unknown", "", "", ""));
    }
    return table.text();
  }

  private static String number(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "";
  }

  private static String lag(Member member) {
    if (member.leads()) {
      return "";
    }
    OptionalLong lag = member.position().lagBytes();
    return lag.isPresent() ? Table.size(lag.getAsLong()) : "unknown";
  }

  private static String notes(Member member) {
    String tags =
        member.notes().tags().entrySet().stream()
            .map(tag -> tag.getKey() + "=" + tag.getValue())
            .collect(Collectors.joining(" "));
    return (tags + (member.notes().pendingRestart() ? " restart due" : "")).strip();
  }

  private String etcd() {
    Table table = new Table("MEMBER", "HEALTH", "ROLE", "DATA");
    for (SiteHost host : status.etcdHosts()) {
      status
          .report(host.name())
          .flatMap(HostReport::etcd)
          .ifPresentOrElse(
              member -> table.row(host.name().text(), health(member), role(member), data(member)),
              () -> table.row(host.name().text(), "no answer", "", ""));
    }
    return table.text();
  }

  private static String health(EtcdView member) {
    if (member.healthy()) {
      return "healthy";
    }
    return member.reason().isEmpty() ? "not healthy" : member.reason();
  }

  private static String role(EtcdView member) {
    return member.leads() ? "leader" : "follower";
  }

  private static String data(EtcdView member) {
    return Table.size(member.dataBytes()) + " of " + Table.size(member.quotaBytes());
  }

  private String hosts() {
    Table table = new Table("HOST", "STATE", "UNITS", "CERTIFICATES", "PRIMARY", "REPLICA");
    for (HostStatus host : status.hosts()) {
      switch (host) {
        case HostStatus.Down(HostName name, String _) ->
            table.row(name.text(), "down", "", "", "", "");
        case HostStatus.Up(HostName name, HostReport report) ->
            table.row(
                name.text(),
                "up",
                units(report.software()),
                certificates(report),
                servers(report.wayIn().servers(), "primary"),
                servers(report.wayIn().servers(), "replica"));
      }
    }
    return table.text();
  }

  private static String units(HostReport.Software system) {
    Map<String, String> units = system.units();
    long active = units.values().stream().filter(state -> state.equals("active")).count();
    String failed = system.failed().isEmpty() ? "" : ", " + system.failed().size() + " failed";
    return active + "/" + units.size() + " active" + failed;
  }

  private String certificates(HostReport report) {
    return report.certificates().values().stream()
        .min(java.time.Instant::compareTo)
        .map(end -> Diagnosis.daysLeft(status.at(), end) + " days")
        .orElse("");
  }

  private static String servers(List<RoutedServer> router, String service) {
    List<RoutedServer> servers =
        router.stream().filter(server -> server.service().equals(service)).toList();
    String up =
        servers.stream()
            .filter(RoutedServer::up)
            .map(RoutedServer::server)
            .collect(Collectors.joining(" "));
    return up.isEmpty() && !servers.isEmpty() ? "none" : up;
  }
}
