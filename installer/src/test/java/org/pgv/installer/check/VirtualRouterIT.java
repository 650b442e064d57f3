package org.pgv.installer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.installer.answer.Answer;

/** A real keepalived beside us on a link, in network namespaces that are made here. */
class VirtualRouterIT {
  private static final String OURS = "pgv-ours-" + ProcessHandle.current().pid();
  private static final String THEIRS = "pgv-theirs-" + ProcessHandle.current().pid();

  @TempDir private Path folder;
  private Process keepalived;

  @BeforeEach
  void somebodyIsVirtualRouter77() throws Exception {
    run("ip", "netns", "add", OURS);
    run("ip", "netns", "add", THEIRS);
    run("ip", "-n", OURS, "link", "add", "link0", "type", "veth", "peer", "link0", "netns", THEIRS);
    address(OURS, "10.98.0.1/24");
    address(THEIRS, "10.98.0.2/24");
    Path config = folder.resolve("keepalived.conf");
    Files.writeString(
        config,
        """
        vrrp_instance other {
            state MASTER
            interface link0
            virtual_router_id 77
            priority 255
            advert_int 1
            virtual_ipaddress {
                10.98.0.50/32 dev link0
            }
        }
        """);
    keepalived =
        new ProcessBuilder(
                "ip",
                "netns",
                "exec",
                THEIRS,
                "keepalived",
                "--dont-fork",
                "--log-console",
                "--use-file",
                config.toString(),
                "--pid",
                folder.resolve("pid").toString(),
                "--vrrp_pid",
                folder.resolve("vrrp").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
  }

  @AfterEach
  void takeItAway() throws Exception {
    keepalived.destroy();
    keepalived.waitFor();
    run("ip", "netns", "delete", OURS);
    run("ip", "netns", "delete", THEIRS);
  }

  @ParameterizedTest(name = "by {0}")
  @ValueSource(strings = {"perl", "python3"})
  void isHeardWhereANumberIsTaken(String listener) throws Exception {
    List<String> told = heard(listener, "router:77:10.98.0.1", "router:78:10.98.0.1");

    assertEquals(List.of("router\t77\t10.98.0.2"), told, Files.readString(folder.resolve("log")));
  }

  @Test
  void whatAHostSaysItselfIsNotSomebodyElse() throws Exception {
    assertEquals(1, heard("perl", "router:77:10.98.0.1").size(), "it tells of itself");

    assertEquals(List.of(), routers(THEIRS, "perl", "router:77:10.98.0.2"));
  }

  /** What our side hears once the other one has begun. */
  private static List<String> heard(String listener, String... arguments) throws Exception {
    List<String> told = List.of();
    for (int tries = 0; told.isEmpty() && tries < 8; tries++) {
      told = routers(OURS, listener, arguments);
    }
    return told;
  }

  /** What the survey says of routers, on a host that has just one of the two languages. */
  private static List<String> routers(String namespace, String listener, String... arguments)
      throws Exception {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", namespace, "sh", "-s"));
    words.add("--");
    words.addAll(List.of(arguments));
    Process shell = new ProcessBuilder(words).start();
    try (var in = shell.outputWriter(StandardCharsets.UTF_8)) {
      String script = Answer.script(SurveyReader.class, "survey.sh");
      in.write(
          listener.equals("perl")
              ? script
              : script.replace("command -v perl", "command -v not-there"));
    }
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor());
    return output.lines().filter(line -> line.startsWith("router")).toList();
  }

  private static void address(String namespace, String address) throws Exception {
    run("ip", "-n", namespace, "address", "add", address, "dev", "link0");
    run("ip", "-n", namespace, "link", "set", "link0", "up");
  }

  private static void run(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }
}
