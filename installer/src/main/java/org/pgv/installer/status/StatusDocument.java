package org.pgv.installer.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pgv.installer.status.ClusterView.Member;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.HostName;

/** Shows a site's status to programs. */
public final class StatusDocument {
  private final SiteStatus status;

  public StatusDocument(SiteStatus status) {
    this.status = status;
  }

  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("site", status.site().name());
    document.put("at", status.at().toString());
    document.put("bundles", status.bundles());
    document.put("healthy", status.isHealthy());
    document.put("troubles", status.troubles());
    document.put("clusters", status.site().clusters().stream().map(this::cluster).toList());
    document.put("minio", StoreView.of(status).document());
    document.put("etcd", etcd());
    document.put("hosts", status.hosts().stream().map(this::host).toList());
    return document;
  }

  private Map<String, Object> cluster(Cluster cluster) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", cluster.name());
    status
        .view(cluster)
        .ifPresent(
            view -> {
              entry.put("paused", view.paused());
              entry.put("members", view.members().stream().map(StatusDocument::member).toList());
            });
    entry.put("backups", BackupView.of(status, cluster).document());
    return entry;
  }

  private static Map<String, Object> member(Member member) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", member.name());
    entry.put("role", member.role());
    entry.put("state", member.state());
    member.position().timeline().ifPresent(timeline -> entry.put("timeline", timeline));
    member.position().lagBytes().ifPresent(lag -> entry.put("lagBytes", lag));
    entry.put("tags", member.notes().tags());
    entry.put("pendingRestart", member.notes().pendingRestart());
    return entry;
  }

  private List<Map<String, Object>> etcd() {
    List<Map<String, Object>> members = new ArrayList<>();
    for (SiteHost host : status.etcdHosts()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", host.name().text());
      status
          .report(host.name())
          .flatMap(HostReport::etcd)
          .ifPresentOrElse(
              view -> {
                entry.put("healthy", view.healthy());
                entry.put("reason", view.reason());
                entry.put("leader", view.leads());
                entry.put("dataBytes", view.dataBytes());
                entry.put("quotaBytes", view.quotaBytes());
              },
              () -> entry.put("healthy", false));
      members.add(entry);
    }
    return members;
  }

  private Map<String, Object> host(HostStatus host) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", host.host().text());
    switch (host) {
      case HostStatus.Down(HostName _, String why) -> {
        entry.put("up", false);
        entry.put("why", why);
      }
      case HostStatus.Up(HostName _, HostReport report) -> {
        entry.put("up", true);
        entry.put("bundle", report.software().bundle());
        entry.put("units", report.software().units());
        entry.put("failedUnits", report.software().failed());
        entry.put("changedByHand", report.byHand());
        entry.put("router", report.wayIn().servers());
        entry.put("pools", report.wayIn().pools());
        Map<String, String> ends = new LinkedHashMap<>();
        report.certificates().forEach((file, end) -> ends.put(file, end.toString()));
        entry.put("certificates", ends);
      }
    }
    return entry;
  }
}
