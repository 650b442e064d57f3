package org.pgv.installer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.installer.answer.Answer;

/** How one host comes to another, in network namespaces that are made here. */
class WaysIT {
  private static final String OURS = "pgv-way-ours-" + ProcessHandle.current().pid();
  private static final String THEIRS = "pgv-way-theirs-" + ProcessHandle.current().pid();
  private static final String WAY = "way:10.99.0.1:10.99.0.2";

  @BeforeEach
  void twoHostsOnALink() throws Exception {
    run("ip", "netns", "add", OURS);
    run("ip", "netns", "add", THEIRS);
    run("ip", "-n", OURS, "link", "add", "link0", "type", "veth", "peer", "link0", "netns", THEIRS);
    in(OURS, "address", "add", "10.99.0.1/24", "dev", "link0");
    in(THEIRS, "address", "add", "10.99.0.2/24", "dev", "link0");
    in(OURS, "link", "set", "link0", "up");
    in(THEIRS, "link", "set", "link0", "up");
  }

  @AfterEach
  void takeThemAway() throws Exception {
    run("ip", "netns", "delete", OURS);
    run("ip", "netns", "delete", THEIRS);
  }

  @ParameterizedTest(name = "by {0}")
  @ValueSource(strings = {"perl", "python3"})
  void framesThatAreLostAreTold(String language) throws Exception {
    assertEquals(List.of(), told(language, WAY, "way:10.99.0.1:10.99.0.77"));

    in(THEIRS, "link", "set", "link0", "mtu", "1400");

    assertEquals(List.of("narrow\t10.99.0.2\t1500"), told(language, WAY));
  }

  /** Nothing follows from silence: a firewall may want it. */
  @Test
  void aHostThatNeverAnswersSaysNothing() throws Exception {
    run("ip", "netns", "exec", THEIRS, "sysctl", "-qw", "net.ipv4.icmp_ratemask=8");
    run("ip", "netns", "exec", THEIRS, "sysctl", "-qw", "net.ipv4.icmp_ratelimit=1000000");
    for (int i = 0; i < 10; i++) {
      told("perl", WAY);
    }
    in(THEIRS, "link", "set", "link0", "mtu", "1400");

    assertEquals(List.of(), told("perl", WAY));
  }

  @Test
  void anotherAddressThanTheSiteFilesIsTold() throws Exception {
    in(OURS, "address", "flush", "dev", "link0");
    in(OURS, "address", "add", "10.99.0.9/24", "dev", "link0");
    in(OURS, "address", "add", "10.99.0.1/24", "dev", "link0");

    assertEquals(List.of("source\t10.99.0.2\t10.99.0.9"), told("perl", WAY));
  }

  private static List<String> told(String language, String... arguments) throws Exception {
    List<String> words =
        Stream.concat(
                Stream.of("ip", "netns", "exec", OURS, "sh", "-s", "--"), Stream.of(arguments))
            .toList();
    Process shell = new ProcessBuilder(words).start();
    try (var in = shell.outputWriter(StandardCharsets.UTF_8)) {
      String script = Answer.script(SurveyReader.class, "survey.sh");
      in.write(
          language.equals("perl")
              ? script
              : script.replace("command -v perl", "command -v not-there"));
    }
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor());
    return output.lines().filter(line -> line.matches("(source|narrow)\t.*")).toList();
  }

  private static void in(String namespace, String... words) throws Exception {
    run(Stream.concat(Stream.of("ip", "-n", namespace), Stream.of(words)).toArray(String[]::new));
  }

  private static void run(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }
}
