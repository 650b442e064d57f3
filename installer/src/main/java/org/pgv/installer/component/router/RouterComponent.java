package org.pgv.installer.component.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.component.trust.Identity;
import org.pgv.installer.component.trust.TrustComponent;
import org.pgv.installer.platform.Platform.Confined;
import org.pgv.installer.platform.Platform.Service;
import org.pgv.installer.port.OpenPort;
import org.pgv.installer.port.OpenPort.Address;
import org.pgv.installer.port.Program;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Script;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.secret.Credentials.Leaf;
import org.pgv.installer.stage.Gate;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.template.Template;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.site.Source;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Sha256;

/** HAProxy on every PostgreSQL host and router: it asks Patroni, over TLS, who is what. */
public final class RouterComponent implements Component {
  private static final String FOLDER = "/etc/pgv/pki/router";
  private static final String CERTIFICATE = FOLDER + "/client.pem";
  private static final Template HAPROXY = new Template(RouterComponent.class, "haproxy.cfg.ftl");

  @Override
  public String name() {
    return "router";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    List<HostResources> hosts =
        topology.site().routers().stream()
            .map(host -> new HostResources(host.name(), resources(topology, host)))
            .toList();
    List<Gate> gates =
        topology.site().routers().stream().map(host -> reaches(topology, host)).toList();
    return List.of(
        new Stage(name(), "route clients to the primary", hosts, Stage.Rollout.ROLLING, gates));
  }

  /** Members are clients, too: from there gates ask whether a router works. */
  @Override
  public List<OpenPort> ports(Site site) {
    List<OpenPort> ports = new ArrayList<>();
    for (SiteHost host : site.routers()) {
      Cluster cluster = site.clusterRoutedBy(host);
      List<Source> clients = new ArrayList<>(OpenPort.hosts(site.membersOf(cluster)));
      clients.addAll(OpenPort.clients(site, cluster));
      for (var service : cluster.services()) {
        String what = "the service " + service.name();
        ports.add(port(host, service.port(), what, clients));
      }
      int statistics = site.settings().ports().statistics();
      ports.add(port(host, statistics, "HAProxy's statistics", List.of(new Source.Local())));
    }
    return ports;
  }

  private static OpenPort port(SiteHost host, int port, String what, List<Source> from) {
    return new OpenPort(host, Address.tcp(port), what, Program.ROUTER, from);
  }

  /** Another configuration takes a reload, which drops no connection. */
  private static List<Resource> resources(Topology topology, SiteHost host) {
    Service service = topology.platform().router().service();
    Leaf leaf = Identity.client(topology, host, "router", "root", "haproxy").leaf();
    Content certificate = Content.secret(leaf.chain() + leaf.key().reveal());
    Content configuration =
        Content.of(HAPROXY.render(new RouterPlan(topology, host, CERTIFICATE).configuration()));
    Sha256 root = Sha256.of(topology.credentials().authorities().root());
    List<Resource> resources = new ArrayList<>();
    resources.add(new Directory(FOLDER, Ownership.ROOT_OPEN));
    resources.add(new ManagedFile(CERTIFICATE, Ownership.ROOT_ONLY, certificate));
    resources.add(new ManagedFile(service.configuration(), Ownership.ROOT, configuration));
    resources.add(
        new Script(
            "router-check",
            "let HAProxy judge its configuration",
            "# of %s\nexec haproxy -c -q -f %s\n"
                .formatted(configuration.digest(), service.configuration())));
    resources.addAll(
        topology.permissions(host.name(), Confined.ROUTER, topology.bundle().digest()));
    resources.add(
        new Unit(
            service.unit(),
            Unit.State.RUNNING,
            List.of(topology.bundle().versionOf("router")),
            List.of(configuration.digest(), certificate.digest(), root)));
    return resources;
  }

  /**
   * That a role which may not log in is turned away shows the whole way there: through HAProxy to
   * PgBouncer on the primary's host, whose certificate bears the router's name, and which had to
   * ask PostgreSQL about the role first.
   */
  private static Gate reaches(Topology topology, SiteHost host) {
    Cluster cluster = topology.site().clusterRoutedBy(host);
    String binaries = topology.platform().postgres(cluster.postgres().version()).binaries();
    // A host that is a router and nothing else has no PostgreSQL tools to ask with.
    HostName from =
        cluster.members().contains(host.name()) ? host.name() : cluster.members().getFirst();
    return new Gate(
        "the router on " + host.name() + " reaches the primary",
        from,
        """
        export PGCONNECT_TIMEOUT=5 PGSSLMODE=verify-full PGSSLROOTCERT=%s
        for port in %d %d; do
          said=$(%s/psql --no-psqlrc --no-password --host %s --port $port --username pgv_readonly \\
            --dbname postgres --command '' 2>&1)
          case $said in
            *'no password supplied'* | *'no such user'*) ;;
            *) echo "port $port: $said"; exit 1 ;;
          esac
        done
        """
            .formatted(
                TrustComponent.ROOT,
                cluster.service(org.pgv.manifests.site.Service.DEFAULT).port(),
                cluster.service(org.pgv.manifests.site.Service.PRIMARY).port(),
                binaries,
                host.address()),
        Duration.ofSeconds(30));
  }
}
