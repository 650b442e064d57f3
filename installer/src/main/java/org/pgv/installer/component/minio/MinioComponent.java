package org.pgv.installer.component.minio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pgv.installer.component.trust.TrustComponent;
import org.pgv.installer.port.OpenPort;
import org.pgv.installer.port.OpenPort.Address;
import org.pgv.installer.port.Program;
import org.pgv.installer.stage.Gate;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Firewall;
import org.pgv.manifests.site.Ports;
import org.pgv.manifests.site.Repository;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.site.Source;
import org.pgv.manifests.value.HostName;

/**
 * MinIO on the hosts with the role backup, and in it a bucket for each cluster, which the cluster's
 * own account fills: it cannot reach another, nor destroy what it has replaced.
 */
public final class MinioComponent implements Component {

  @Override
  public String name() {
    return "minio";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    Optional<Repository.Minio> store = topology.site().minio();
    return store.map(minio -> stages(topology, minio)).orElse(List.of());
  }

  /**
   * Members put their backups there, and where there are several hosts, each asks the others;
   * administrators come with a client or a browser.
   */
  @Override
  public List<OpenPort> ports(Site site) {
    List<SiteHost> hosts =
        site.hosts().stream().filter(host -> site.minioOn(host.name()).isPresent()).toList();
    List<SiteHost> members = new ArrayList<>(hosts);
    site.clusters().forEach(cluster -> members.addAll(site.membersOf(cluster)));
    List<Source> admins = site.settings().firewall().map(Firewall::admins).orElse(List.of());
    List<Source> clients = new ArrayList<>(OpenPort.hosts(members));
    clients.addAll(admins);
    Ports ports = site.settings().ports();
    return hosts.stream()
        .flatMap(
            host ->
                Stream.of(
                    port(host, ports.minio(), "MinIO", clients),
                    port(host, ports.minioConsole(), "MinIO's console", admins)))
        .toList();
  }

  private static OpenPort port(SiteHost host, int port, String what, List<Source> from) {
    return new OpenPort(host, Address.tcp(port), what, Program.MINIO, from);
  }

  private static List<Stage> stages(Topology topology, Repository.Minio store) {
    List<HostResources> hosts =
        store.hosts().stream()
            .map(
                name ->
                    new HostResources(
                        name,
                        new MinioHost(topology, store, topology.site().host(name)).resources()))
            .toList();
    List<Gate> gates = new ArrayList<>();
    store.hosts().forEach(host -> gates.add(ready(topology, host)));
    HostName first = store.hosts().getFirst();
    gates.add(takesWrites(topology, first));
    ContentsScript contents = new ContentsScript(topology, store);
    return List.of(
        // Each waits for the others until all have the same program and settings.
        new Stage("minio", "bring up MinIO", hosts, Stage.Rollout.PARALLEL, gates),
        new Stage(
            "minio-contents",
            "make what is in MinIO",
            List.of(new HostResources(first, List.of(contents.script()))),
            Stage.Rollout.PARALLEL,
            List.of(
                new Gate(
                    "each cluster has its bucket in MinIO",
                    first,
                    contents.check(),
                    Duration.ofSeconds(30)))));
  }

  private static Gate ready(Topology topology, HostName host) {
    return new Gate(
        "MinIO on " + host + " is ready",
        host,
        ask(topology, host, "ready"),
        Duration.ofMinutes(1));
  }

  private static Gate takesWrites(Topology topology, HostName host) {
    return new Gate(
        "enough of MinIO is there to write to",
        host,
        ask(topology, host, "cluster"),
        Duration.ofMinutes(1));
  }

  /** What every host has can ask: none needs a client for it. */
  private static String ask(Topology topology, HostName host, String question) {
    return """
    said=$(printf 'GET /minio/health/%1$s HTTP/1.0\\r\\nHost: %2$s\\r\\n\\r\\n' |
      openssl s_client -quiet -connect %3$s:%4$d -verify_hostname %2$s -CAfile %5$s -verify_return_error 2>&1)
    case $said in *'HTTP/1.0 200 '*) ;; *) echo "$said" | tail -n 5; exit 1 ;; esac
    """
        .formatted(
            question,
            topology.site().fqdn(host),
            topology.site().host(host).address(),
            topology.site().settings().ports().minio(),
            TrustComponent.ROOT);
  }
}
