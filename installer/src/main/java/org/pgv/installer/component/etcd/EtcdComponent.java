package org.pgv.installer.component.etcd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pgv.installer.component.trust.TrustComponent;
import org.pgv.installer.port.OpenPort;
import org.pgv.installer.port.OpenPort.Address;
import org.pgv.installer.port.Program;
import org.pgv.installer.probe.EtcdFacts;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Correction;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Script;
import org.pgv.installer.stage.Gate;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Ports;
import org.pgv.manifests.site.Role;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;

/**
 * etcd on an odd number of hosts, verified in both directions between members and by every client,
 * with authentication on: root by certificate, each cluster's Patroni by password and only for the
 * keys of its own cluster.
 */
public final class EtcdComponent implements Component {

  @Override
  public String name() {
    return "etcd";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    List<SiteHost> members = topology.etcdMembers();
    SiteHost first = members.getFirst();
    EtcdMembership membership = new EtcdMembership(topology);
    List<HostResources> hosts =
        // Who joins comes first: others that have to be restarted after it wait for it to be there.
        members.stream()
            .sorted(Comparator.comparing((SiteHost host) -> !membership.joins(host)))
            .map(
                host ->
                    new HostResources(
                        host.name(), new EtcdMember(topology, membership, host).resources()))
            .toList();
    List<HostResources> admission =
        membership
            .witness()
            .flatMap(
                host ->
                    membership
                        .admission()
                        .map(script -> new HostResources(host.name(), List.of(script))))
            .stream()
            .toList();
    return List.of(
        new Stage(
            "etcd-members",
            "make etcd's members those of the site file",
            admission,
            Stage.Rollout.PARALLEL,
            List.of()),
        new Stage(name(), "bring up etcd", hosts, Stage.Rollout.ROLLING, List.of(answer(topology))),
        new Stage(
            "etcd-auth",
            "let nobody into etcd without a name",
            List.of(new HostResources(first.name(), inside(topology, membership))),
            Stage.Rollout.PARALLEL,
            List.of(healthy(topology), authenticates(topology))),
        new Stage(
            "etcd-logins",
            "let Patroni log in to etcd again",
            hasLostItsAccounts(topology, membership) ? logins(topology) : List.of(),
            Stage.Rollout.PARALLEL,
            List.of()));
  }

  /**
   * A token of the etcd that was lost names how far that one had come, and until etcd has come as
   * far, it does not answer whoever shows it (simple tokens of etcd 3.5): Patroni would wait for
   * ever. It is ended hard, as PostgreSQL then goes on and is found again; where that leads, first.
   */
  private static List<HostResources> logins(Topology topology) {
    List<HostResources> hosts = new ArrayList<>();
    String patroni = topology.platform().patroni().unit();
    for (Cluster cluster : topology.site().clusters()) {
      var layout = topology.platform().postgres(cluster.postgres().version());
      String text =
          """
          systemctl -q is-active %1$s || exit 0
          leads=$(runuser --user %2$s -- %3$s/psql -h %4$s -p %5$d -AtXqc 'SELECT NOT pg_is_in_recovery()' postgres)
          [ "$leads" = t ] || sleep 8
          systemctl kill --kill-whom=main --signal=KILL %1$s
          sleep 2
          systemctl -q is-active %1$s || sleep 5
          systemctl is-active %1$s
          """
              .formatted(
                  patroni,
                  layout.user(),
                  layout.binaries(),
                  layout.sockets(),
                  topology.site().settings().ports().postgres());
      Script script =
          new Script("etcd-login", "let Patroni log in to etcd again", text, Content.of(""));
      for (SiteHost member : topology.site().membersOf(cluster)) {
        if (topology.facts(member.name()).managed().units().containsKey(patroni)) {
          hosts.add(new HostResources(member.name(), List.of(new Correction(script, List.of()))));
        }
      }
    }
    return hosts;
  }

  private static boolean hasLostItsAccounts(Topology topology, EtcdMembership membership) {
    List<String> accounts =
        topology.site().clusters().stream().map(EtcdComponent::account).toList();
    return membership
        .facts()
        .map(etcd -> !etcd.authentication() || !etcd.accounts().containsAll(accounts))
        .orElse(false);
  }

  /** What etcd itself says is a fact; only where it says nothing, it is what was done before. */
  private static List<Resource> inside(Topology topology, EtcdMembership membership) {
    List<Resource> resources = new ArrayList<>();
    if (membership.facts().map(EtcdFacts::full).orElse(false)) {
      resources.add(room(topology));
    }
    Script script = authentication(topology);
    resources.add(script);
    if (hasLostItsAccounts(topology, membership)) {
      resources.add(new Correction(script, List.of("etcd has lost its accounts: make them again")));
    }
    return resources;
  }

  /** Old revisions go, what they took is given back, and writes are taken again. */
  private static Correction room(Topology topology) {
    return new Correction(
        new Script(
            "etcd-room",
            "make room in etcd and let it take writes again",
            environment(topology)
                + """
                set -eu
                revision=$(etcdctl endpoint status --write-out=json | grep -o '"revision":[0-9]*' | grep -o '[0-9]*$' |
                  sort -n | tail -n 1)
                etcdctl compact "$revision" || :
                etcdctl --command-timeout=5m defrag
                etcdctl alarm disarm
                """,
            Content.of("")),
        List.of("etcd's data has come to 'etcd.quotaMegabytes', and it takes no writes"));
  }

  /** Patroni is a client, and so is whoever may hold an address: it looks for a majority. */
  @Override
  public List<OpenPort> ports(Site site) {
    List<SiteHost> members = site.withRole(Role.ETCD);
    List<SiteHost> clients = new ArrayList<>(members);
    for (Cluster cluster : site.clusters()) {
      clients.addAll(site.membersOf(cluster));
      cluster.availability().vip().ifPresent(_ -> clients.addAll(site.holdersOfAddress(cluster)));
    }
    Ports ports = site.settings().ports();
    return members.stream()
        .flatMap(
            host ->
                Stream.of(
                    port(host, ports.etcdClient(), "etcd's clients", clients),
                    port(host, ports.etcdPeer(), "etcd's members", members)))
        .toList();
  }

  private static OpenPort port(SiteHost host, int port, String what, List<SiteHost> from) {
    return new OpenPort(host, Address.tcp(port), what, Program.ETCD, OpenPort.hosts(from));
  }

  /** The account of a cluster's Patroni. */
  public static String account(Cluster cluster) {
    return "patroni-" + cluster.name();
  }

  /** What a credentials store calls the password of a cluster's Patroni. */
  public static String passwordName(Cluster cluster) {
    return "etcd/" + account(cluster);
  }

  private static Script authentication(Topology topology) {
    StringBuilder text = new StringBuilder(environment(topology));
    text.append(
        """
        set -eu
        account() {
          if etcdctl user list | grep -qx "$1"
          then etcdctl user passwd "$1" --interactive=false
          else etcdctl user add "$1" --interactive=false
          fi
        }
        etcdctl user list | grep -qx root || etcdctl user add root --no-password
        etcdctl user grant-role root root
        """);
    StringBuilder passwords = new StringBuilder();
    for (Cluster cluster : topology.site().clusters()) {
      text.append(
          """
          etcdctl role list | grep -qx %1$s || etcdctl role add %1$s
          etcdctl role grant-permission %1$s readwrite --prefix=true /service/%2$s/
          read -r password
          printf '%%s\\n' "$password" | account %1$s
          etcdctl user grant-role %1$s %1$s
          """
              .formatted(account(cluster), cluster.name()));
      passwords.append(topology.credentials().password(passwordName(cluster)).reveal());
      passwords.append('\n');
    }
    text.append("etcdctl auth status | grep -q 'Status: true' || etcdctl auth enable\n");
    return new Script(
        "etcd-auth",
        "switch on etcd authentication",
        text.toString(),
        Content.secret(passwords.toString()));
  }

  /**
   * One that takes no writes for lack of room still answers: it has to be let through to mend it.
   */
  private static Gate answer(Topology topology) {
    List<SiteHost> members = topology.present(topology.etcdMembers());
    return new Gate(
        "all of etcd's members answer (" + members.size() + ")",
        members.getFirst().name(),
        environment(topology, members)
            + """
            said=$(etcdctl endpoint health 2>&1) && exit 0
            echo "$said"
            ! echo "$said" | grep 'is unhealthy' | grep -qv 'NOSPACE'
            """,
        Duration.ofMinutes(1));
  }

  private static Gate healthy(Topology topology) {
    List<SiteHost> members = topology.present(topology.etcdMembers());
    return new Gate(
        "etcd takes writes",
        members.getFirst().name(),
        environment(topology, members) + "exec etcdctl endpoint health\n",
        Duration.ofSeconds(20));
  }

  private static Gate authenticates(Topology topology) {
    List<SiteHost> members = topology.present(topology.etcdMembers());
    return new Gate(
        "etcd asks who calls",
        members.getFirst().name(),
        environment(topology, members) + "etcdctl auth status | grep 'Status: true'\n",
        Duration.ofSeconds(20));
  }

  /**
   * Lines of a shell script that let etcdctl act as root on a member of etcd. A disk that has much
   * to write keeps etcd waiting for seconds, and etcdctl would give up after five of them.
   */
  public static String environment(Topology topology) {
    return environment(topology, topology.etcdMembers()) + "export ETCDCTL_COMMAND_TIMEOUT=30s\n";
  }

  private static String environment(Topology topology, List<SiteHost> members) {
    int port = topology.site().settings().ports().etcdClient();
    String endpoints =
        members.stream()
            .map(host -> "https://" + host.address() + ":" + port)
            .collect(Collectors.joining(","));
    return """
    export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=%s
    export ETCDCTL_CACERT=%s ETCDCTL_CERT=/etc/pgv/pki/etcd/root.crt ETCDCTL_KEY=/etc/pgv/pki/etcd/root.key
    """
        .formatted(endpoints, TrustComponent.ROOT);
  }
}
