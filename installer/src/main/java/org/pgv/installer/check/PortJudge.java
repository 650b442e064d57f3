package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pgv.installer.check.Subject.Candidate;
import org.pgv.installer.component.minio.ObjectStore;
import org.pgv.installer.component.pgbackrest.PgBackRestComponent;
import org.pgv.installer.platform.Platform;
import org.pgv.installer.probe.Network.Listener;
import org.pgv.manifests.site.Ports;
import org.pgv.manifests.site.Role;
import org.pgv.manifests.site.Service;

/** Whether the ports we need are free, or used by ourselves. */
final class PortJudge implements Judge {

  /**
   * A port we need.
   *
   * @param unit what holds it on a host that is installed
   * @param programs what that unit's processes are called
   */
  record Use(int port, String what, String unit, Set<String> programs) {}

  @Override
  public List<Finding> judge(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Candidate candidate : subject.all()) {
      for (Use use : uses(subject, candidate)) {
        String foreign =
            candidate.facts().network().listeners().stream()
                .filter(listener -> listener.port() == use.port())
                .filter(listener -> !isOurs(candidate, use, listener))
                .map(listener -> listener.process().isEmpty() ? "unknown" : listener.process())
                .distinct()
                .collect(Collectors.joining(", "));
        if (!foreign.isEmpty()) {
          findings.add(
              new Finding(
                  Rule.PORT_IN_USE,
                  candidate.name(),
                  "port %d, needed for %s, is used by %s"
                      .formatted(use.port(), use.what(), foreign)));
        }
      }
    }
    return findings;
  }

  /** The ports a host needs. */
  static List<Use> uses(Subject subject, Candidate candidate) {
    Ports ports = subject.site().settings().ports();
    Platform platform = subject.platform();
    List<Use> uses = new ArrayList<>();
    if (subject.isMember(candidate)) {
      String unit = platform.patroni().unit();
      uses.add(new Use(ports.postgres(), "PostgreSQL", unit, Set.of("postgres")));
      String pooler = platform.pooler().unit();
      uses.add(new Use(ports.pooler(), "PgBouncer", pooler, Set.of("pgbouncer")));
      uses.add(new Use(ports.patroni(), "Patroni", unit, Set.of("patroni", "python3")));
    }
    if (candidate.host().has(Role.ETCD)) {
      String unit = platform.etcd().unit();
      uses.add(new Use(ports.etcdClient(), "etcd's clients", unit, Set.of("etcd")));
      uses.add(new Use(ports.etcdPeer(), "etcd's members", unit, Set.of("etcd")));
    }
    if (subject.isRouter(candidate)) {
      String unit = platform.router().service().unit();
      Set<String> programs = Set.of("haproxy");
      for (Service service : subject.site().clusterRoutedBy(candidate.host()).services()) {
        uses.add(new Use(service.port(), "the service " + service.name(), unit, programs));
      }
      uses.add(new Use(ports.statistics(), "HAProxy's statistics", unit, programs));
    }
    if (candidate.host().has(Role.INFRA)) {
      String unit = platform.webServer().unit();
      uses.add(new Use(ports.repository(), "the package repository", unit, Set.of("nginx")));
    }
    if (PgBackRestComponent.isAsked(subject.site(), candidate.host())) {
      uses.add(new Use(ports.backup(), "pgBackRest", "pgbackrest.service", Set.of("pgbackrest")));
    }
    if (subject.site().minioOn(candidate.host().name()).isPresent()) {
      Set<String> programs = Set.of("minio");
      uses.add(new Use(ports.minio(), "MinIO", ObjectStore.UNIT, programs));
      uses.add(new Use(ports.minioConsole(), "MinIO's console", ObjectStore.UNIT, programs));
    }
    return uses;
  }

  /** A unit we once started is in the record, also where it has crashed and left its children. */
  private static boolean isOurs(Candidate candidate, Use use, Listener listener) {
    return Ours.runs(candidate.facts(), use.unit())
        && (listener.process().isEmpty() || use.programs().contains(listener.process()));
  }
}
