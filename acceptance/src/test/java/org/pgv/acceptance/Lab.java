package org.pgv.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A bundle as the builder makes it, four hosts made of it, and the site of the examples: made once
 * for all test classes, and taken away after the last one.
 */
final class Lab implements AutoCloseable {
  static final List<String> MEMBERS = List.of("pg1", "pg2", "pg3");
  static final List<String> HOSTS = List.of("pg1", "pg2", "pg3", "infra1");

  private static final Path ROOT = Path.of(System.getProperty("pgv.root")).toAbsolutePath();
  private static final String NETWORK = System.getProperty("pgv.network", "10.77.0");
  private static final String VERSION = "2026.1.1";

  /** Sees the network as the admin does, with an ssh that knows the hosts. */
  private static final String ADMIN =
      "mkdir -p -m 0700 /root/.ssh && mount --bind \"$1\" /root/.ssh && shift && exec \"$@\"";

  private final HostSystem system;
  private final String name;
  private final Path folder;
  private final Map<String, String> environment;
  private final Path site;
  private final Path bundle;

  private Lab(HostSystem system) throws IOException {
    this.system = system;
    name = System.getProperty("pgv.lab", system.lab());
    folder = ROOT.resolve("acceptance/target/" + name);
    environment = Map.of("PGV_HOME", folder.toString());
    site = folder.resolve("site.yaml");
    Files.createDirectories(folder);
    String example = Files.readString(ROOT.resolve("examples/four-hosts.yaml"));
    Files.writeString(site, example.replace("10.77.0", NETWORK));
    sandbox("down").end().expect(0);
    bundle = build(VERSION);
    up();
  }

  /** Gives every test class of Debian hosts the one lab there is. */
  static final class Shared extends OfSystem {
    Shared() {
      super(HostSystem.DEBIAN);
    }
  }

  /** Gives every test class of el9-lookalike hosts the one lab there is. */
  static final class SharedLookalike extends OfSystem {
    SharedLookalike() {
      super(HostSystem.LOOKALIKE);
    }
  }

  private abstract static class OfSystem implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(Lab.class);

    private final HostSystem system;

    OfSystem(HostSystem system) {
      this.system = system;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
      lab(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Lab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return lab(context);
    }

    private Lab lab(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .computeIfAbsent(
              system,
              _ -> {
                try {
                  return new Lab(system);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              },
              Lab.class);
    }
  }

  /** Destroys all hosts and the admin's own machine with what it knew of them; makes new ones. */
  void replaceHosts() {
    sandbox("down").end().expect(0);
    up();
  }

  private void up() {
    sandbox("up", "--bundle", bundle.toString(), "--hosts", "4", "--network", network())
        .end()
        .expect(0);
  }

  Path bundle() {
    return bundle;
  }

  /** Patroni's configuration on each member. */
  String patroni() {
    return system.patroni();
  }

  /** The site file that {@link #install} is given; tests may change it. */
  Path site() {
    return site;
  }

  /** Where the installer keeps what it remembers of sites. */
  Path adminHome() {
    return folder.resolve("sandboxes").resolve(name).resolve("admin");
  }

  /** The ssh folder that commands of the admin see. */
  Path adminSsh() {
    return folder.resolve("sandboxes").resolve(name).resolve("ssh");
  }

  /** The bundle's own pgv-install with this verb and the site, where only the hosts are seen. */
  Run install(String verb, String... more) {
    return installFrom(bundle, verb, more);
  }

  /** The same with another bundle. */
  Run installFrom(Path other, String verb, String... more) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--bundle", other.toString(), "--fingerprint", fingerprint()));
    options.addAll(List.of(more));
    return ask(verb, options.toArray(String[]::new));
  }

  /** A verb that asks an installed site, and needs no bundle. */
  Run ask(String verb, String... more) {
    List<String> words = new ArrayList<>(List.of(verb, site.toString()));
    words.addAll(List.of(more));
    return run(words.toArray(String[]::new));
  }

  /** The bundle's own pgv-install with these words alone. */
  Run run(String... words) {
    List<String> command = new ArrayList<>(List.of(bundle.resolve("install.sh").toString()));
    command.addAll(List.of(words));
    return on("admin", command);
  }

  /** A secret of the site by its name, such as {@code postgres/main/app_owner}. */
  String secret(String name) {
    String site = this.site.toString();
    return run("secrets", "show", "--site", site, name).end().expect(0).output().strip();
  }

  /** A shell script on a host. */
  Run.Ended shell(String host, String script) {
    return on(host, List.of("sh", "-c", script)).end();
  }

  /** A shell script of this machine that sees the network as a host does. */
  Run.Ended inNetworkOf(String host, String script) {
    return begin(host, script).end();
  }

  /** The same, and does not wait for its end. */
  Run begin(String host, String script) {
    List<String> command = List.of("ip", "netns", "exec", namespace(host), "sh", "-c", script);
    return Run.start(ROOT, environment, command);
  }

  /**
   * Starts a program that is no part of the site beside the admin, and waits until a question to it
   * ends well.
   */
  Run serve(String program, String question) {
    Run server = begin("admin", program);
    String ask =
        """
        tries=0
        until (%s); do
          tries=$((tries + 1))
          [ $tries -lt 60 ] || exit 1
          sleep 0.5
        done
        """
            .formatted(question);
    Run.Ended asked = inNetworkOf("admin", ask);
    if (asked.code() != 0) {
      server.kill();
      throw new AssertionError("no answer of " + server.end() + ": " + asked);
    }
    return server;
  }

  /** The network that all hosts are in. */
  String network() {
    return NETWORK + ".0/24";
  }

  /** A shell script of this machine; after {@code name} it gets the members' network namespaces. */
  Run watchNetworks(String script, String name) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script, name));
    MEMBERS.forEach(member -> command.add(namespace(member)));
    return Run.start(ROOT, environment, command);
  }

  /** Plugs a host's cable in, or out. */
  void cable(String host, boolean in) {
    String port = "host" + (11 + HOSTS.indexOf(host));
    inNetworkOf("admin", "ip link set " + port + (in ? " up" : " down")).expect(0);
  }

  private String namespace(String host) {
    return "pgv-" + name + (host.equals("admin") ? "" : "-" + host);
  }

  /** The address of a host, or of the admin's place. */
  String address(String host) {
    int number = host.equals("admin") ? 1 : 11 + HOSTS.indexOf(host);
    return NETWORK + "." + number;
  }

  /** An address that no host has of its own. */
  String virtualAddress() {
    return NETWORK + ".100";
  }

  /**
   * A command on a host, or in the admin's place: as {@code sandbox exec} has it, but hundreds of
   * them need not start Java first.
   */
  Run on(String host, List<String> command) {
    List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace("admin")));
    whole.addAll(List.of("sh", "-c", ADMIN, "sh", adminSsh().toString()));
    whole.addAll(List.of("env", "PGV_HOME=" + adminHome()));
    if (!host.equals("admin")) {
      whole.addAll(List.of("ssh", "-T", "-o", "LogLevel=ERROR", "-o", "ConnectTimeout=5", host));
    }
    command.forEach(word -> whole.add(host.equals("admin") ? word : quoted(word)));
    return Run.start(ROOT, environment, whole);
  }

  /** One word to the shell that sshd starts. */
  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** A verb of the sandbox. */
  Run sandbox(String verb, String... more) {
    List<String> whole = new ArrayList<>(List.of(verb, "--name", name));
    whole.addAll(List.of(more));
    return tool("pgv-install", "sandbox", whole);
  }

  /** The host that the cluster's primary runs on, once all members run. */
  Optional<String> primary() {
    Cluster cluster = cluster();
    return cluster.isWhole() ? cluster.primary() : Optional.empty();
  }

  /** What Patroni says of the cluster, from the first member that answers. */
  Cluster cluster() {
    for (String member : MEMBERS) {
      Run.Ended answer = shell(member, "timeout 10 patronictl -c " + patroni() + " list -f json");
      if (answer.code() == 0) {
        return Cluster.parse(answer.output());
      }
    }
    return new Cluster(List.of());
  }

  private Run tool(String tool, String verb, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve(tool).toString(), verb));
    command.addAll(arguments);
    return Run.start(ROOT, environment, command);
  }

  /** A bundle of the same sources with another version. */
  Path build(String version) throws IOException {
    Path output = Files.createDirectories(folder.resolve("bundles"));
    List<String> command = system.build(output.toString(), version);
    tool(command.getFirst(), command.get(1), command.subList(2, command.size())).end().expect(0);
    return output.resolve("pgv-" + system.target() + "-" + version);
  }

  /** The fingerprint of the key that signed the bundle, as a person reads it to another. */
  String fingerprint() {
    Run.Ended shown =
        Run.start(
                ROOT,
                Map.of(),
                List.of(
                    "gpg",
                    "--show-keys",
                    "--with-colons",
                    bundle.resolve("keys/bundle.asc").toString()))
            .end()
            .expect(0);
    return shown
        .output()
        .lines()
        .filter(line -> line.startsWith("fpr:"))
        .findFirst()
        .map(line -> line.split(":", -1)[9])
        .orElseThrow();
  }

  @Override
  public void close() {
    sandbox("down").end().expect(0);
  }
}
