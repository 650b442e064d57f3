package org.pgv.installer.component.repository;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.component.hardening.Hardening;
import org.pgv.installer.component.trust.Identity;
import org.pgv.installer.component.trust.TrustComponent;
import org.pgv.installer.platform.PackageManager.Source;
import org.pgv.installer.platform.Platform;
import org.pgv.installer.port.OpenPort;
import org.pgv.installer.port.OpenPort.Address;
import org.pgv.installer.port.Program;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.PackageSet;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Tree;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.stage.Gate;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.template.Template;
import org.pgv.installer.topology.BundleContents.Repository;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.Sha256;

/**
 * The bundle's repository: a folder on the infra host, served over TLS by the distribution's own
 * web server, and the only source of packages on every host.
 */
public final class RepositoryComponent implements Component {
  private static final String ROLE = "repository";
  private static final Template NGINX = new Template(RepositoryComponent.class, "nginx.conf.ftl");

  @Override
  public String name() {
    return ROLE;
  }

  @Override
  public List<Stage> stages(Topology topology) {
    SiteHost infra = topology.site().infra();
    List<HostResources> others =
        topology.site().hosts().stream()
            .filter(host -> !host.equals(infra))
            .map(host -> new HostResources(host.name(), source(topology, address(topology, infra))))
            .toList();
    return List.of(
        new Stage(
            name(),
            "serve the bundle's packages from " + infra.name(),
            List.of(new HostResources(infra.name(), served(topology, infra))),
            Stage.Rollout.PARALLEL,
            List.of(answers(topology, infra))),
        new Stage(
            "sources",
            "make the bundle the only source of packages",
            others,
            Stage.Rollout.PARALLEL,
            List.of()));
  }

  @Override
  public List<OpenPort> ports(Site site) {
    return List.of(
        new OpenPort(
            site.infra(),
            Address.tcp(site.settings().ports().repository()),
            "the package repository",
            Program.WEB_SERVER,
            OpenPort.hosts(site.hosts())));
  }

  private static List<Resource> served(Topology topology, SiteHost infra) {
    Repository repository = topology.bundle().repository();
    List<Resource> resources = new ArrayList<>();
    String folder = topology.platform().repositoryFolder();
    resources.add(new Directory(folder.substring(0, folder.lastIndexOf('/')), Ownership.ROOT_OPEN));
    resources.add(new Tree(folder, repository.files(), topology.bundle().digest()));
    resources.addAll(source(topology, "file:" + folder));
    resources.add(
        new PackageSet(
            ROLE,
            topology.platform().packages().kind(),
            topology.bundle().packagesFor(List.of(ROLE))));
    Platform.Service server = topology.platform().webServer();
    Identity identity = Identity.server(topology, infra, ROLE, "root");
    resources.addAll(Identity.resources(List.of(identity)));
    Content configuration = Content.of(configuration(topology, infra, identity));
    resources.add(new ManagedFile(server.configuration(), Ownership.ROOT, configuration));
    resources.addAll(
        topology.permissions(
            infra.name(), Platform.Confined.WEB_SERVER, topology.bundle().digest()));
    Hardening hardening =
        Hardening.of(server.unit())
            .keeps("its workers become " + server.user(), "SETGID", "SETUID")
            .keeps("ends its workers", "KILL")
            .keeps("gives them folders, and writes to a log of theirs", "CHOWN", "DAC_OVERRIDE")
            .listensOn(List.of(topology.site().settings().ports().repository()))
            .writes("/run", "/var/lib/nginx", "/var/log/nginx");
    resources.add(hardening.file());
    List<Sha256> reload = List.of(configuration.digest(), identity.digest());
    resources.add(
        new Unit(
            server.unit(),
            Unit.State.RUNNING,
            List.of(hardening.digest(), topology.bundle().versionOf(ROLE)),
            reload));
    return resources;
  }

  private static String configuration(Topology topology, SiteHost infra, Identity identity) {
    String names = topology.site().fqdn(infra.name()) + " " + infra.name() + " " + infra.address();
    int port = topology.site().settings().ports().repository();
    return NGINX.render(
        new NginxConfig(
            topology.platform().webServer().user(),
            new NginxConfig.Listen(infra.address().text(), port, names),
            identity.certificate(),
            identity.key(),
            topology.platform().repositoryFolder()));
  }

  private static List<Resource> source(Topology topology, String address) {
    Repository repository = topology.bundle().repository();
    String host = topology.site().fqdn(topology.site().infra().name());
    Source source =
        new Source(
            address,
            address.startsWith("https:") ? host : "",
            TrustComponent.ROOT,
            repository.key());
    return topology.platform().packages().source(source);
  }

  private static String address(Topology topology, SiteHost infra) {
    int port = topology.site().settings().ports().repository();
    String host = topology.site().fqdn(infra.name());
    return "https://" + host + (port == 443 ? "" : ":" + port) + "/repository";
  }

  private static Gate answers(Topology topology, SiteHost infra) {
    String server = infra.address() + ":" + topology.site().settings().ports().repository();
    return new Gate(
        "the repository answers on " + server,
        infra.name(),
        "openssl s_client -connect %s -verify_hostname %s -CAfile %s -verify_return_error -brief </dev/null\n"
            .formatted(server, topology.site().fqdn(infra.name()), TrustComponent.ROOT),
        Duration.ofSeconds(20));
  }
}
