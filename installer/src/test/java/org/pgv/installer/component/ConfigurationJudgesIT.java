package org.pgv.installer.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The programs that will read our configurations judge them, each in the form it would have here:
 * certificates elsewhere, and no address that this machine lacks.
 */
class ConfigurationJudgesIT {
  private record Verdict(int code, String said) {}

  private final Path folder;
  private final Path certificate;
  private final Path key;
  private final Path both;

  ConfigurationJudgesIT(@TempDir Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    certificate = folder.resolve("certificate.pem");
    key = folder.resolve("key.pem");
    both = folder.resolve("both.pem");
    Verdict made =
        run(
            ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
                    + " -subj /CN=test -keyout "
                    + key
                    + " -out "
                    + certificate)
                .split(" "));
    assertEquals(0, made.code(), made.said());
    Files.writeString(both, Files.readString(certificate) + Files.readString(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"four-hosts", "three-hosts", "one-host"})
  void haproxyAcceptsItsConfiguration(String example) throws IOException, InterruptedException {
    for (Path file : files(example, "/etc/haproxy/haproxy.cfg")) {
      Verdict verdict = run("haproxy", "-c", "-f", file.toString());
      assertEquals(0, verdict.code(), verdict.said());
      assertTrue(!verdict.said().contains("WARNING"), verdict.said());
    }
  }

  @Test
  void keepalivedAcceptsItsConfiguration() throws IOException, InterruptedException {
    for (Path file : files("three-hosts", "/etc/keepalived/keepalived.conf")) {
      Verdict verdict = run("keepalived", "--config-test", "--use-file", file.toString());
      // Version 2.2 ends a test that went well with a signal to itself.
      assertTrue(List.of(0, 143).contains(verdict.code()), verdict.said());
      assertEquals("", verdict.said());
    }
  }

  @Test
  void bashAcceptsWhatKeepalivedRuns() throws IOException, InterruptedException {
    for (Path file : files("three-hosts", "/usr/libexec/keepalived/pgv-router")) {
      Verdict verdict = run("bash", "-n", file.toString());
      assertEquals(0, verdict.code(), verdict.said());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"four-hosts", "three-hosts", "one-host"})
  void nginxAcceptsItsConfiguration(String example) throws IOException, InterruptedException {
    for (Path file : files(example, "/etc/nginx/nginx.conf")) {
      Verdict verdict = run("nginx", "-t", "-c", file.toString());
      assertEquals(0, verdict.code(), verdict.said());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"four-hosts", "three-hosts", "one-host"})
  void chronyAcceptsItsConfiguration(String example) throws IOException, InterruptedException {
    for (Path file : files(example, "/etc/chrony/chrony.conf")) {
      Verdict verdict = run("chronyd", "-p", "-f", file.toString());
      assertEquals(0, verdict.code(), verdict.said());
    }
  }

  /** What it may say here is about this machine: it has no server, and its ports are its own. */
  @ParameterizedTest
  @ValueSource(strings = {"four-hosts", "three-hosts", "one-host"})
  void patroniAcceptsItsConfiguration(String example) throws IOException, InterruptedException {
    for (Path file : files(example, "/etc/patroni/config.yml")) {
      List<String> said =
          run("patroni", "--validate-config", file.toString()).said().lines().toList();
      List<String> complaints =
          said.stream()
              .filter(line -> !line.startsWith("postgresql.bin_dir "))
              .filter(line -> !line.endsWith("is already in use.'"))
              // The validator of 3.0, which Debian 12 has, wants a section that no longer is
              // needed.
              .filter(line -> !line.equals("bootstrap.pg_hba  is not defined."))
              .filter(line -> !line.contains("synchronous_mode quorum is not a boolean"))
              .toList();
      assertEquals(List.of(), complaints);
    }
  }

  @Test
  void nftAcceptsEveryReviewedRule() throws IOException, InterruptedException {
    List<Path> files = reviewed("etc/pgv/firewall.nft");
    assertTrue(files.size() >= 5, files.toString());
    for (Path file : files) {
      Verdict verdict = run("nft", "--check", "--file", file.toString());
      assertEquals(0, verdict.code(), file + ": " + verdict.said());
    }
  }

  @Test
  void firewalldAcceptsEveryReviewedZone() throws IOException, InterruptedException {
    List<Path> files = reviewed("etc/firewalld/zones/pgv.xml");
    assertEquals(5, files.size());
    Path settings = folder.resolve("firewalld");
    Path zones = Files.createDirectories(settings.resolve("zones"));
    Files.copy(Path.of("/etc/firewalld/firewalld.conf"), settings.resolve("firewalld.conf"));
    for (Path file : files) {
      Files.copy(file, zones.resolve("pgv.xml"), StandardCopyOption.REPLACE_EXISTING);
      Verdict verdict =
          run("firewall-offline-cmd", "--system-config", settings.toString(), "--check-config");
      assertEquals(0, verdict.code(), file + ": " + verdict.said());
      // Of a rule that it leaves out it only warns.
      assertEquals("", verdict.said().replace("success\n", ""));
    }
  }

  private static List<Path> reviewed(String path) throws IOException {
    Path golden =
        Path.of(System.getProperty("pgv.root", ".."))
            .resolve("installer/src/test/resources/org/pgv/installer/component/golden");
    try (Stream<Path> all = Files.walk(golden)) {
      return all.filter(file -> file.endsWith(path)).sorted().toList();
    }
  }

  private List<Path> files(String example, String path) throws IOException {
    SortedMap<String, String> rendered =
        Rendered.of(Components.stages(Topologies.ofExample(example)));
    List<Map.Entry<String, String>> wanted =
        rendered.entrySet().stream().filter(e -> e.getKey().endsWith(path)).toList();
    assertTrue(!wanted.isEmpty(), path);
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> entry : wanted) {
      Path file = folder.resolve(entry.getKey().replace('/', '-'));
      files.add(Files.writeString(file, asItWouldBeHere(entry.getValue())));
    }
    return files;
  }

  private String asItWouldBeHere(String text) {
    return text.replace("/etc/pgv/pki/router/client.pem", both.toString())
        .replaceAll("/etc/pgv/pki/[a-z/-]+\\.crt", certificate.toString())
        .replaceAll("/etc/pgv/pki/[a-z/-]+\\.key", key.toString())
        .replace("/usr/libexec/keepalived/pgv-router", "/bin/true")
        .replaceAll("(interface|dev) eth0", "$1 " + device())
        .replaceAll("listen 10\\.77\\.0\\.\\d+:443", "listen 127.0.0.1:14443");
  }

  /** keepalived wants an interface that is there and leads out. */
  private static String device() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(each -> !each.getName().equals("lo"))
          .map(NetworkInterface::getName)
          .findFirst()
          .orElse("eth0");
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Verdict run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Verdict(process.waitFor(), said);
  }
}
