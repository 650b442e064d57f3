package org.pgv.installer.component.keepalived;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.component.hardening.Hardening;
import org.pgv.installer.component.keepalived.RouterScriptConfig.Endpoint;
import org.pgv.installer.platform.Platform.Service;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Script;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.template.Template;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Ports;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.site.VirtualAddress;

/** A router that may hold its cluster's address. */
final class AddressHolder {
  /** Where EL's policy lets keepalived's scripts be; root owns every folder above. */
  private static final String SCRIPTS = "/usr/libexec/keepalived";

  private static final String SCRIPT = SCRIPTS + "/pgv-router";
  private static final Template CONFIG = new Template(AddressHolder.class, "keepalived.conf.ftl");
  private static final Template ROUTER = new Template(AddressHolder.class, "router.sh.ftl");

  private static final Template UNIT =
      new Template(AddressHolder.class, "keepalived.service.conf.ftl");

  /** VRRP has room for eight bytes (RFC 2338 section 5.3.6.1). */
  private static final int PASSWORD_LENGTH = 8;

  /** With fewer, the loss of one host would leave the address nowhere. */
  private static final int FEWEST_VOTERS = 3;

  /** VRRP knows priorities below 255; these, all together, are (RFC 2338 section 5.3.4). */
  private static final int LOWEST = 50;

  private static final int FOR_HOLDER = 48;
  private static final int FOR_PRIMARY = 100;

  private final Topology topology;
  private final Cluster cluster;
  private final VirtualAddress vip;
  private final SiteHost host;
  private final Service service;

  AddressHolder(Topology topology, Cluster cluster, VirtualAddress vip, SiteHost host) {
    this.topology = topology;
    this.cluster = cluster;
    this.vip = vip;
    this.host = host;
    this.service = topology.platform().addressKeeper();
  }

  List<Resource> resources() {
    Content config = Content.secret(CONFIG.render(config()));
    Content router = Content.of(ROUTER.render(script()));
    Content unit = Content.of(UNIT.render(address()));
    List<Resource> resources = new ArrayList<>();
    resources.add(new Directory(SCRIPTS, Ownership.ROOT_OPEN));
    resources.add(new ManagedFile(SCRIPT, Ownership.ROOT_OPEN, router));
    resources.add(new Directory(service.folder(), Ownership.ROOT_OPEN));
    resources.add(new ManagedFile(service.configuration(), Ownership.ROOT_ONLY, config));
    resources.add(new ManagedFile(service.dropIn(), Ownership.ROOT, unit));
    Hardening hardening = hardening();
    resources.add(hardening.file());
    resources.add(
        new Script(
            "vip-check",
            "let keepalived judge its configuration",
            """
            # of %s; keepalived 2.2 ends a test that went well with a signal to itself
            said=$(keepalived --config-test --use-file %s 2>&1)
            code=$?
            [ $code = 0 ] || [ "$code$said" = 143 ] || { echo "$said"; exit 1; }
            """
                .formatted(config.digest(), service.configuration())));
    resources.add(
        new Unit(
            service.unit(),
            Unit.State.RUNNING,
            List.of(unit.digest(), hardening.digest(), topology.bundle().versionOf("vip")),
            List.of(config.digest(), router.digest())));
    return resources;
  }

  private Hardening hardening() {
    return Hardening.of(service.unit())
        .keeps("adds and removes the address, and says so", "NET_ADMIN", "NET_RAW")
        .keeps("multicasts", "NET_BROADCAST")
        .keeps("runs its scripts as another account, and ends them", "SETGID", "SETUID", "KILL")
        .keeps("looks at its scripts", "DAC_READ_SEARCH")
        .reaches("adds and removes the address, and says so", "AF_NETLINK", "AF_PACKET")
        .writes("/run");
  }

  private KeepalivedConfig config() {
    List<String> peers =
        topology.site().holdersOfAddress(cluster).stream()
            .filter(other -> !other.equals(host))
            .map(other -> other.address().text())
            .toList();
    String password = topology.credentials().password("vrrp/" + cluster.name()).reveal();
    return new KeepalivedConfig(
        host.name().text(),
        SCRIPT,
        new KeepalivedConfig.Instance(
            cluster.name(), vip.router(), priorities(), host.address().text(), peers),
        address(),
        password.substring(0, Math.min(PASSWORD_LENGTH, password.length())));
  }

  /**
   * Of those that hear no holder any more, the one with the highest priority is the first, by (256
   * - priority) / 256 s (RFC 2338 section 6.1), and what it says keeps the others back. All of
   * these steps together are less than what the holder is preferred by.
   */
  private KeepalivedConfig.Priorities priorities() {
    List<SiteHost> holders = topology.site().holdersOfAddress(cluster);
    int step = FOR_HOLDER / holders.size();
    int after = holders.size() - 1 - holders.indexOf(host);
    return new KeepalivedConfig.Priorities(LOWEST + step * after, FOR_HOLDER, FOR_PRIMARY);
  }

  private KeepalivedConfig.Address address() {
    return new KeepalivedConfig.Address(vip.address().text(), device());
  }

  private List<RouterScriptConfig.Other> others() {
    List<SiteHost> holders = topology.site().holdersOfAddress(cluster);
    return holders.stream()
        .filter(other -> !other.equals(host))
        .map(
            other ->
                new RouterScriptConfig.Other(
                    other.address().text(), holders.indexOf(other) < holders.indexOf(host)))
        .toList();
  }

  /** HAProxy runs on members, too, where only hosts of their own may have the address. */
  private List<String> witnesses() {
    return topology.site().routersOf(cluster).stream()
        .filter(other -> !other.equals(host))
        .map(other -> other.address().text())
        .toList();
  }

  /** The interface that has the host's own address. */
  private String device() {
    return topology
        .facts(host.name())
        .network()
        .deviceOf(host.address().text())
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.PREFLIGHT,
                    new Problem(
                        host.name().text(),
                        "no interface has " + host.address() + ", so none can get " + vip.address(),
                        "give the host its address, or correct the site file")));
  }

  private RouterScriptConfig script() {
    Ports ports = topology.site().settings().ports();
    List<Endpoint> voters =
        topology.etcdMembers().stream()
            .map(member -> new Endpoint(member.address().text(), ports.etcdClient()))
            .toList();
    return new RouterScriptConfig(
        vip.address().text(),
        ports.statistics(),
        others(),
        witnesses(),
        voters.size() < FEWEST_VOTERS ? List.of() : voters);
  }
}
