package org.pgv.installer.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.answer.Samples;
import org.pgv.installer.status.HostReport.EtcdView;
import org.pgv.installer.status.HostReport.Pool;
import org.pgv.installer.status.HostReport.RoutedServer;
import org.pgv.manifests.console.Table;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.HostName;

/** Says what is wrong with a site: a pure function of its status. */
final class Diagnosis {
  private static final Duration CERTIFICATE_NOTICE = Duration.ofDays(30);
  private static final long FULL_PERCENT = 80;
  private static final double LEAST_FREE = 0.15;

  /** Seconds; a pooler waits for one before it opens connections of its reserve. */
  private static final long LONG_WAIT = 2;

  private final SiteStatus status;
  private final List<Trouble> troubles = new ArrayList<>();

  Diagnosis(SiteStatus status) {
    this.status = status;
  }

  List<Trouble> troubles() {
    troubles.clear();
    List<HostReport.Software> systems =
        status.hosts().stream()
            .flatMap(host -> status.report(host.host()).stream())
            .map(HostReport::software)
            .toList();
    if (!systems.isEmpty() && systems.stream().allMatch(Diagnosis::isBare)) {
      trouble(status.site().name(), "nothing is installed");
      return List.copyOf(troubles);
    }
    status.hosts().forEach(this::host);
    for (Cluster cluster : status.site().clusters()) {
      troubles.addAll(new ClusterDiagnosis(cluster, status.view(cluster)).troubles());
      troubles.addAll(new BackupDiagnosis(BackupView.of(status, cluster)).troubles());
    }
    troubles.addAll(StoreView.of(status).troubles());
    etcd();
    if (status.bundles().size() > 1) {
      trouble(
          status.site().name(),
          "hosts have different bundles: " + String.join(", ", status.bundles()));
    }
    return List.copyOf(troubles);
  }

  private static boolean isBare(HostReport.Software system) {
    return system.bundle().isEmpty() && system.units().isEmpty();
  }

  private void host(HostStatus host) {
    switch (host) {
      case HostStatus.Down(HostName name, String why) -> trouble(name.text(), "down: " + why);
      case HostStatus.Up(HostName name, HostReport report) -> {
        units(name.text(), report.software());
        certificates(name.text(), report);
        services(name.text(), report.wayIn().servers());
        pools(name.text(), report.wayIn().pools());
        volumes(name.text(), report.backups().measured());
        for (String changed : report.byHand()) {
          trouble(
              name.text(), "changed by hand: " + changed + "; 'pgv-install apply' takes it back");
        }
      }
    }
  }

  private void units(String host, HostReport.Software system) {
    system
        .units()
        .forEach(
            (unit, state) -> {
              if (!state.equals("active") && !state.equals("reloading")) {
                trouble(host, unit + " is " + state);
              }
            });
    for (String unit : system.failed()) {
      if (!system.units().containsKey(unit)) {
        trouble(host, unit + " has failed");
      }
    }
    if (system.bundle().isEmpty()) {
      trouble(
          host, isBare(system) ? "is not installed" : "its installation has not come to an end");
    }
  }

  private void certificates(String host, HostReport report) {
    report
        .certificates()
        .forEach(
            (file, end) -> {
              Duration left = Duration.between(status.at(), end);
              if (left.compareTo(CERTIFICATE_NOTICE) < 0) {
                trouble(host, file + words(left));
              }
            });
  }

  private static String words(Duration left) {
    return left.isNegative() ? " has expired" : " expires in " + left.toDays() + " days";
  }

  /** Where data, its WAL or backups are: a full one stops the service or the archive. */
  private void volumes(String host, Samples measured) {
    measured
        .all("pgv_volume_size_bytes")
        .forEach(
            size -> {
              String path = size.label("path");
              double free =
                  measured.with("path", path).value("pgv_volume_free_bytes").orElse(size.value());
              if (free < size.value() * LEAST_FREE) {
                trouble(
                    host,
                    "%s has %s free of %s"
                        .formatted(path, Table.size((long) free), Table.size((long) size.value())));
              }
            });
  }

  /** A service that no server stands behind leads nowhere. */
  private void services(String host, List<RoutedServer> router) {
    List<String> services = router.stream().map(RoutedServer::service).distinct().toList();
    for (String service : services) {
      List<RoutedServer> up =
          router.stream().filter(s -> s.service().equals(service) && s.up()).toList();
      long servers = router.stream().filter(s -> s.service().equals(service)).count();
      // Without a second member there is no replica, and the offline service uses the primary.
      if (up.isEmpty() && (servers > 1 || service.equals("default"))) {
        trouble(host, "its service " + service + " has no server");
      } else if (up.size() > 1 && service.equals("default")) {
        trouble(host, "its service default has " + up.size() + " servers");
      }
    }
  }

  /** Where a second has not brought the reserve's connections, they are in use as well. */
  private void pools(String host, List<Pool> pools) {
    for (Pool pool : pools) {
      if (pool.waiting() > 0 && pool.longestWaitSeconds() >= LONG_WAIT) {
        trouble(
            host,
            "%d clients of %s wait for a connection to %s, one of them for %d s; %d are in use"
                .formatted(
                    pool.waiting(),
                    pool.role(),
                    pool.database(),
                    pool.longestWaitSeconds(),
                    pool.inUse()));
      }
    }
  }

  private void etcd() {
    int leaders = 0;
    for (SiteHost host : status.etcdHosts()) {
      Optional<HostReport> report = status.report(host.name());
      if (report.isEmpty()) {
        continue;
      }
      Optional<EtcdView> view = report.get().etcd();
      String name = host.name().text();
      if (view.isEmpty()) {
        trouble(name, "etcd does not answer");
        continue;
      }
      EtcdView member = view.get();
      leaders += member.leads() ? 1 : 0;
      if (!member.healthy()) {
        String reason = member.reason().isEmpty() ? "" : ": " + member.reason();
        trouble(name, "etcd is not healthy" + reason);
      }
      if (member.quotaBytes() > 0
          && 100 * member.dataBytes() / member.quotaBytes() >= FULL_PERCENT) {
        trouble(name, "etcd has used more than " + FULL_PERCENT + " % of its quota");
      }
    }
    if (leaders == 0 && !status.etcdHosts().isEmpty()) {
      trouble("etcd", "nobody leads");
    }
  }

  private void trouble(String where, String what) {
    troubles.add(new Trouble(where, what));
  }

  /** How long a certificate lasts, in whole days. */
  static long daysLeft(Instant at, Instant end) {
    return Duration.between(at, end).toDays();
  }
}
