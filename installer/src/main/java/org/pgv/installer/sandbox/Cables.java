package org.pgv.installer.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pgv.installer.sandbox.Sandbox.Member;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/**
 * The network of a sandbox: a bridge in a namespace of its own and one cable to each host's
 * namespace. No namespace has a route or an interface that leads anywhere else, so that "offline"
 * is a fact of the kernel.
 */
final class Cables {
  private static final String BRIDGE = "br0";
  private static final String HOST_END = "host0";
  private static final Path NAMESPACES = Path.of("/run/netns");

  /** Frames between two ports, and frames between a port and the bridge's own address. */
  private static final String CUTS =
      """
      table bridge pgv {
        set between { typeof iifname . oifname; }
        set toadmin { type ifname; }
        set fromadmin { type ifname; }
        chain forward {
          type filter hook forward priority 0;
          iifname . oifname @between drop;
        }
        chain input {
          type filter hook input priority 0;
          iifname @toadmin drop;
        }
        chain output {
          type filter hook output priority 0;
          oifname @fromadmin drop;
        }
      }
      """;

  private final Commands commands;

  Cables(Commands commands) {
    this.commands = commands;
  }

  /**
   * Makes sure that nothing goes by this sandbox's name yet. Namespaces are the whole machine's:
   * those of a sandbox of another PGV_HOME that was never taken down would bring along its
   * addresses and cuts, and go; but not while something runs in them.
   */
  void claim(Sandbox sandbox) {
    List<Long> pids =
        Stream.concat(
                Stream.of(sandbox.adminNamespace()),
                sandbox.members().stream().map(sandbox::namespace))
            .flatMap(namespace -> occupants(namespace).stream())
            .toList();
    if (!pids.isEmpty()) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              "sandbox",
              "another PGV_HOME on this machine has a sandbox '%s', with processes %s"
                  .formatted(sandbox.name(), pids),
              "take it down with its PGV_HOME, or choose another --name"));
    }
    remove(sandbox);
  }

  /** Makes the namespace with the bridge, unless it is there. */
  void layBridge(Sandbox sandbox) {
    String namespace = sandbox.adminNamespace();
    if (commands.run("ip", "-n", namespace, "link", "show", BRIDGE).good()) {
      return;
    }
    delete(namespace);
    commands.must("ip", "netns", "add", namespace);
    ip(namespace, "link set lo up");
    ip(namespace, "link add " + BRIDGE + " type bridge");
    ip(
        namespace,
        "addr add " + sandbox.adminAddress() + "/" + sandbox.network().prefix() + " dev " + BRIDGE);
    ip(namespace, "link set " + BRIDGE + " up");
    nft(sandbox, CUTS);
  }

  /** Gives a host a fresh namespace, with its address on its end of the cable. */
  void plug(Sandbox sandbox, Member member) {
    String admin = sandbox.adminNamespace();
    String namespace = sandbox.namespace(member);
    String port = Sandbox.port(member);
    unplug(sandbox, member);
    commands.must("ip", "netns", "add", namespace);
    ip(
        admin,
        "link add "
            + port
            + " type veth peer name "
            + HOST_END
            + " address "
            + Sandbox.hardwareAddress(member)
            + " netns "
            + namespace);
    ip(namespace, "link set lo up");
    ip(
        namespace,
        "addr add "
            + sandbox.address(member)
            + "/"
            + sandbox.network().prefix()
            + " dev "
            + HOST_END);
    ip(namespace, "link set " + HOST_END + " up");
    ip(admin, "link set " + port + " master " + BRIDGE + " up");
  }

  /** Pulls a host's cable; its namespace stays. */
  void pull(Sandbox sandbox, Member member) {
    commands.run("ip", "-n", sandbox.adminNamespace(), "link", "del", Sandbox.port(member));
  }

  /** The processes in a namespace. */
  List<Long> occupants(String namespace) {
    Commands.Outcome pids = commands.run("ip", "netns", "pids", namespace);
    return pids.good()
        ? pids.output().lines().map(String::strip).map(Long::valueOf).toList()
        : List.of();
  }

  /** Pulls a host's cable and forgets its namespace. */
  void unplug(Sandbox sandbox, Member member) {
    pull(sandbox, member);
    delete(sandbox.namespace(member));
  }

  /** Takes everything away that {@link #layBridge} and {@link #plug} made. */
  void remove(Sandbox sandbox) {
    sandbox.members().forEach(member -> unplug(sandbox, member));
    delete(sandbox.adminNamespace());
  }

  /** Drops what {@code from} sends to {@code to}; either may be the admin. */
  void cut(Sandbox sandbox, End from, End to) {
    nft(sandbox, "add " + element(from, to));
  }

  /** Lets it through again; nothing happens where it was not cut. */
  void heal(Sandbox sandbox, End from, End to) {
    nft(sandbox, "add " + element(from, to) + "\ndelete " + element(from, to) + "\n");
  }

  /** Whether what {@code from} sends to {@code to} is dropped. */
  boolean isCut(Sandbox sandbox, End from, End to) {
    List<String> command = inside(sandbox, "nft", "-f", "-");
    return commands.run(command, "get " + element(from, to)).good();
  }

  /** One end of a line that may be cut. */
  sealed interface End {
    record Admin() implements End {}

    record Host(Member member) implements End {}
  }

  private static String element(End from, End to) {
    return switch (from) {
      case End.Host(Member a) ->
          switch (to) {
            case End.Host(Member b) ->
                "element bridge pgv between { \"%s\" . \"%s\" }"
                    .formatted(Sandbox.port(a), Sandbox.port(b));
            case End.Admin() -> "element bridge pgv toadmin { \"%s\" }".formatted(Sandbox.port(a));
          };
      case End.Admin() ->
          switch (to) {
            case End.Host(Member b) ->
                "element bridge pgv fromadmin { \"%s\" }".formatted(Sandbox.port(b));
            case End.Admin() ->
                throw new IllegalArgumentException("admin cannot be cut from itself");
          };
    };
  }

  /** A command as it runs in the namespace that sees only the hosts. */
  static List<String> inside(Sandbox sandbox, String... command) {
    return inside(sandbox, List.of(command));
  }

  static List<String> inside(Sandbox sandbox, List<String> command) {
    List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", sandbox.adminNamespace()));
    whole.addAll(command);
    return List.copyOf(whole);
  }

  private void nft(Sandbox sandbox, String rules) {
    commands.must(inside(sandbox, "nft", "-f", "-"), rules);
  }

  private void ip(String namespace, String arguments) {
    List<String> command = new ArrayList<>(List.of("ip", "-n", namespace));
    command.addAll(List.of(arguments.split(" ")));
    commands.must(command, "");
  }

  /** A namespace whose maker was killed may be a plain file still, which this removes as well. */
  private void delete(String namespace) {
    if (Files.exists(NAMESPACES.resolve(namespace))) {
      commands.must("ip", "netns", "del", namespace);
    }
  }
}
