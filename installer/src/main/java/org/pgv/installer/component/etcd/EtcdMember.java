package org.pgv.installer.component.etcd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pgv.installer.component.hardening.Hardening;
import org.pgv.installer.component.trust.Identity;
import org.pgv.installer.component.trust.TrustComponent;
import org.pgv.installer.platform.Platform.Service;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.template.Template;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.EtcdSettings;
import org.pgv.manifests.site.Ports;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.Sha256;

/** One etcd member: its certificates, configuration and unit. */
final class EtcdMember {
  /** The home of etcd's account. */
  private static final String HOME = "/var/lib/etcd";

  private static final String SERVICE = "etcd";
  private static final String PEER = "etcd-peer";
  private static final String CLIENT_AUTHORITY = "/etc/pgv/pki/etcd/clients.crt";
  private static final Template ENVIRONMENT = new Template(EtcdMember.class, "etcd.env.ftl");
  private static final Template UNIT = new Template(EtcdMember.class, "etcd.service.conf.ftl");

  private final Topology topology;
  private final SiteHost host;
  private final Service service;
  private final EtcdMembership membership;

  EtcdMember(Topology topology, EtcdMembership membership, SiteHost host) {
    this.membership = membership;
    this.topology = topology;
    this.host = host;
    this.service = topology.platform().etcd();
  }

  List<Resource> resources() {
    EtcdSettings settings = topology.site().settings().etcd();
    String user = service.user();
    Identity server = Identity.server(topology, host, SERVICE, user);
    // etcd verifies the common name of its peers in both directions, so both certificates bear it.
    Identity peer = Identity.server(topology, host, SERVICE, user, "peer", PEER);
    Identity peerClient = peerClient(user);
    Identity gateway = Identity.client(topology, host, SERVICE, user, "etcd-gateway");
    Identity root = Identity.client(topology, host, SERVICE, "root", "root");
    Content clients = Content.of(topology.credentials().authorities().clientAuthority());
    Content environment = Content.of(ENVIRONMENT.render(config(server, gateway, peer, peerClient)));
    Content dropIn =
        Content.of(
            UNIT.render(
                new EtcdServiceConfig(
                    service.configuration(), EtcdMembership.JOINS, "/usr/bin/etcd")));
    Hardening hardening =
        Hardening.of(service.unit())
            .reaches("looks up the address of its host", "AF_NETLINK")
            .writes(settings.dataDirectory());

    List<Resource> resources =
        new ArrayList<>(Identity.resources(List.of(server, peer, peerClient, gateway, root)));
    resources.add(new ManagedFile(CLIENT_AUTHORITY, Ownership.ROOT, clients));
    // Where the folder or the account is there before the package, that leaves the folder to root
    // alone.
    if (settings.dataDirectory().startsWith(HOME + "/")) {
      resources.add(new Directory(HOME, new Ownership(user, user, "0700")));
    }
    resources.add(new Directory(settings.dataDirectory(), new Ownership(user, user, "0700"), true));
    resources.add(new Directory(service.folder(), Ownership.ROOT_OPEN));
    resources.add(new ManagedFile(service.configuration(), Ownership.ROOT, environment));
    resources.add(new ManagedFile(service.dropIn(), Ownership.ROOT, dropIn));
    resources.add(hardening.file());
    if (membership.joins(host)) {
      resources.add(EtcdMembership.told());
    }
    // Leaves are missing here on purpose: etcd reads them anew for each connection.
    resources.add(
        Unit.running(service.unit(), restartInputs(environment, dropIn, hardening, clients)));
    return resources;
  }

  private List<Sha256> restartInputs(
      Content environment, Content dropIn, Hardening hardening, Content clients) {
    return List.of(
        environment.digest(),
        dropIn.digest(),
        hardening.digest(),
        clients.digest(),
        Sha256.of(topology.credentials().authorities().root()),
        topology.bundle().versionOf(SERVICE));
  }

  private Identity peerClient(String user) {
    return Identity.clientOfHost(topology, host, SERVICE, user, "peer-client", Optional.of(PEER));
  }

  private EtcdConfig config(Identity server, Identity gateway, Identity peer, Identity peerClient) {
    Ports ports = topology.site().settings().ports();
    String cluster =
        topology.etcdMembers().stream()
            .map(m -> "%s=https://%s:%d".formatted(m.name(), m.address(), ports.etcdPeer()))
            .collect(Collectors.joining(","));
    return new EtcdConfig(
        topology.site().name(),
        new EtcdConfig.Member(
            host.name().text(), host.address().text(), ports.etcdClient(), ports.etcdPeer()),
        cluster,
        topology.site().settings().etcd(),
        new EtcdConfig.Files(
            pair(server),
            pair(gateway),
            pair(peer),
            pair(peerClient),
            new EtcdConfig.Trust(CLIENT_AUTHORITY, TrustComponent.ROOT)));
  }

  private static EtcdConfig.Pair pair(Identity identity) {
    return new EtcdConfig.Pair(identity.certificate(), identity.key());
  }
}
