package org.pgv.installer.component.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.pgv.installer.platform.Platform.PostgresLayout;
import org.pgv.installer.port.OpenPort;
import org.pgv.installer.port.OpenPort.Address;
import org.pgv.installer.port.Program;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.stage.Gate;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.postgres.ServerCatalogue;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.site.Source;

/**
 * PostgreSQL under Patroni. The first member named initialises the cluster; the others copy it, all
 * at once; meanwhile its contents come to what the site says.
 */
public final class PostgresComponent implements Component {
  /** The unit of shared_buffers. */
  private static final long PAGE = 8192;

  private static final long MIB = 1L << 20;

  /** What the credentials call the password of a role. */
  public static String passwordName(Cluster cluster, String role) {
    return "postgres/" + cluster.name() + "/" + role;
  }

  /** What holds when a member runs in a cluster that somebody leads. */
  public static Gate isUp(Topology topology, Cluster cluster, SiteHost member) {
    return new MemberGates(topology, cluster).isUp(member);
  }

  /** What holds when all members do what they are for. */
  public static Gate isWhole(Topology topology, Cluster cluster) {
    return new MemberGates(topology, cluster).isWhole();
  }

  /** How many connections each member of a cluster takes, once its stages are done. */
  public static int maxConnections(Topology topology, Cluster cluster) {
    return new Restarts(topology, cluster).connections(Sizing.maxConnections(topology, cluster));
  }

  /** How many MiB of huge pages a member needs at least before it starts; empty where none. */
  public static Optional<Long> hugePages(Topology topology, Cluster cluster, SiteHost host) {
    SortedMap<String, String> local = Sizing.of(topology, cluster, host).local();
    String buffers = local.getOrDefault("shared_buffers", "0");
    return "on".equals(local.get("huge_pages"))
        ? ServerCatalogue.of(cluster.postgres().version())
            .parameter("shared_buffers")
            .map(each -> Long.parseLong(each.setting(buffers)) * PAGE / MIB)
        : Optional.empty();
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    return topology.site().clusters().stream()
        .flatMap(cluster -> stages(topology, cluster).stream())
        .filter(stage -> !stage.hosts().isEmpty())
        .toList();
  }

  /** Whom the server would let in reaches it; it then asks who comes. */
  @Override
  public List<OpenPort> ports(Site site) {
    List<OpenPort> ports = new ArrayList<>();
    for (Cluster cluster : site.clusters()) {
      List<SiteHost> members = site.membersOf(cluster);
      List<SiteHost> askers = new ArrayList<>(members);
      askers.addAll(site.routersOf(cluster));
      List<Source> clients = new ArrayList<>(OpenPort.hosts(askers));
      clients.addAll(OpenPort.clients(site, cluster));
      Address server = Address.tcp(site.settings().ports().postgres());
      Address patroni = Address.tcp(site.settings().ports().patroni());
      for (SiteHost host : members) {
        ports.add(new OpenPort(host, server, "PostgreSQL", Program.POSTGRES, clients));
        ports.add(new OpenPort(host, patroni, "Patroni", Program.PATRONI, OpenPort.hosts(askers)));
      }
    }
    return ports;
  }

  @Override
  public List<String> due(Topology topology) {
    return topology.site().clusters().stream()
        .flatMap(
            cluster ->
                Stream.concat(
                    new ChangedByHand(topology, cluster).paused().stream(),
                    new Restarts(topology, cluster).due().stream()))
        .toList();
  }

  @Override
  public List<String> notes(Topology topology) {
    return topology.site().clusters().stream()
        .flatMap(cluster -> new ContentsScript(topology, cluster).notes().stream())
        .toList();
  }

  private static void refuseWhatTheBundleLacks(Topology topology, Cluster cluster) {
    int version = cluster.postgres().version();
    PostgresLayout layout = topology.platform().postgres(version);
    String wanted = layout.serverPackage();
    if (topology.bundle().lock().find(wanted).isEmpty()) {
      throw new Refusal(
          ExitCode.PREFLIGHT,
          new Problem(
              "cluster " + cluster.name(),
              "needs PostgreSQL " + version + ", which is not in " + topology.bundle().name(),
              "set the cluster's 'postgres' to what the bundle has, or use another bundle"));
    }
    // Without it the server would not start.
    if (cluster.postgres().audit()
        && topology.bundle().lock().find(layout.auditPackage()).isEmpty()) {
      throw new Refusal(
          ExitCode.PREFLIGHT,
          new Problem(
              "cluster " + cluster.name(),
              "is audited, which needs "
                  + layout.auditPackage()
                  + " and "
                  + topology.bundle().name()
                  + " lacks it",
              "use a bundle that has it, or set the cluster's 'audit' to false"));
    }
  }

  private static List<Stage> stages(Topology topology, Cluster cluster) {
    refuseWhatTheBundleLacks(topology, cluster);
    List<SiteHost> members = topology.site().membersOf(cluster);
    SiteHost first = members.getFirst();
    List<SiteHost> others = members.subList(1, members.size());
    String name = "postgres-" + cluster.name();
    MemberGates gates = new MemberGates(topology, cluster);
    List<Stage> stages = new ArrayList<>();
    stages.add(
        new Stage(
            name + "-first",
            "bring up cluster " + cluster.name() + " on " + first.name(),
            members(topology, cluster, List.of(first)),
            Stage.Rollout.ROLLING,
            List.of(others.isEmpty() ? gates.isWhole() : gates.leads(first))));
    stages.add(
        new Stage(
                name + "-others",
                "let the other members of " + cluster.name() + " join",
                members(topology, cluster, others),
                Stage.Rollout.ROLLING,
                List.of(gates.isUp(first)))
            .later(SharedSettingsComponent.stage(cluster), gates.isWhole()));
    stages.add(new ChangedByHand(topology, cluster).stage());
    Restarts restarts = new Restarts(topology, cluster);
    if (restarts.areAgreed()) {
      stages.add(SharedSettingsComponent.stage(topology, cluster));
      stages.addAll(restarts.stages());
    }
    stages.add(contents(topology, cluster));
    return stages;
  }

  private static Stage contents(Topology topology, Cluster cluster) {
    ContentsScript contents = new ContentsScript(topology, cluster);
    return new Stage(
        "postgres-" + cluster.name() + "-contents",
        "make what is in " + cluster.name(),
        topology.site().membersOf(cluster).stream()
            .map(
                host ->
                    new HostResources(
                        host.name(),
                        contents.correction(host).stream().<Resource>map(c -> c).toList()))
            .toList(),
        Stage.Rollout.PARALLEL,
        List.of(
            new Gate(
                "databases and roles of " + cluster.name() + " are there",
                topology.spokesman(cluster),
                contents.check(),
                Duration.ofSeconds(30))));
  }

  private static List<HostResources> members(
      Topology topology, Cluster cluster, List<SiteHost> members) {
    return members.stream()
        .map(
            host ->
                new HostResources(
                    host.name(), new PostgresMember(topology, cluster, host).resources()))
        .toList();
  }
}
