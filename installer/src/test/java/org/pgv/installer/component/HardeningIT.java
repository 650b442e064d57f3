package org.pgv.installer.component;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Target;

/** systemd's own judge of what a service is exposed to, of every unit that we make or add to. */
class HardeningIT {
  /** Of 100: what systemd calls 4.0. */
  private static final String LIMIT = "40";

  private static final String SYSTEMD = "/etc/systemd/system/";

  private final Path folder;

  HardeningIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({"four-hosts, debian13", "three-hosts, debian13", "one-host, el9", "minio, debian13"})
  void everyServiceIsExposedToLittle(String example, String target)
      throws IOException, InterruptedException {
    List<List<Path>> judged = new ArrayList<>();
    for (Map.Entry<HostName, List<Resource>> host : hosts(topology(example, target)).entrySet()) {
      List<ManagedFile> files = files(host.getValue());
      List<String> hardened =
          files.stream()
              .filter(file -> file.path().endsWith("/hardening.conf"))
              .map(file -> file.path().substring(SYSTEMD.length(), file.path().lastIndexOf(".d/")))
              .toList();
      assertEquals(List.of(), missing(host.getValue(), hardened), "without a drop-in");
      List<Path> units = new ArrayList<>();
      for (String unit : hardened) {
        units.add(unit(host.getKey(), files, unit));
      }
      judged.add(units);
    }
    for (List<Path> units : judged) {
      judge(units);
    }
  }

  private static void judge(List<Path> units) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("systemd-analyze", "security", "--no-pager"));
    command.addAll(List.of("--offline=yes", "--threshold=" + LIMIT));
    units.forEach(unit -> command.add(unit.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    long judged = said.lines().filter(line -> line.contains("Overall exposure level")).count();
    assertEquals(units.size(), judged, said);
  }

  /** Services of a host that are started, or that a timer of ours starts, but have no drop-in. */
  private static List<String> missing(List<Resource> resources, List<String> hardened) {
    Stream<String> ours = files(resources).stream().map(ManagedFile::path).map(HardeningIT::name);
    Stream<String> started =
        resources.stream()
            .filter(resource -> resource instanceof Unit u && u.state() == Unit.State.RUNNING)
            .map(resource -> ((Unit) resource).name());
    return Stream.concat(ours, started)
        .filter(name -> name.endsWith(".service") && !hardened.contains(name))
        .distinct()
        .toList();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * A unit as systemd puts it together. Of a packaged one only what we say is here, and, where we
   * rely on it, that it is no root's.
   */
  private Path unit(HostName host, List<ManagedFile> files, String unit) throws IOException {
    StringBuilder text = new StringBuilder("[Service]\n");
    if (List.of("etcd.service", "patroni.service").contains(unit)) {
      text.append("User=nobody\n");
    }
    for (ManagedFile file : files) {
      if (file.path().equals(SYSTEMD + unit) || file.path().startsWith(SYSTEMD + unit + ".d/")) {
        text.append(file.content().text()).append('\n');
      }
    }
    text.append("[Service]\nExecStart=\nExecStart=/bin/true\n");
    Path path = Files.createDirectories(folder.resolve(host.text())).resolve(unit.replace("@", ""));
    return Files.writeString(path, text.toString());
  }

  private static SequencedMap<HostName, List<Resource>> hosts(Topology topology) {
    SequencedMap<HostName, List<Resource>> hosts = new LinkedHashMap<>();
    for (Stage stage : Components.stages(topology)) {
      for (Stage.HostResources host : stage.hosts()) {
        hosts.computeIfAbsent(host.host(), _ -> new ArrayList<>()).addAll(host.resources());
      }
    }
    return hosts;
  }

  /** What systemd reads of one host, in its order. */
  private static List<ManagedFile> files(List<Resource> resources) {
    return resources.stream()
        .filter(ManagedFile.class::isInstance)
        .map(ManagedFile.class::cast)
        .filter(file -> file.path().startsWith(SYSTEMD))
        .sorted(Comparator.comparing(ManagedFile::path))
        .toList();
  }

  private static Topology topology(String example, String target) throws IOException {
    return example.equals("minio")
        ? Topologies.of(Topologies.siteWithRepository(1, "kind: minio"), new FakeCredentials())
        : Topologies.ofExample(example, Target.parse(target));
  }
}
