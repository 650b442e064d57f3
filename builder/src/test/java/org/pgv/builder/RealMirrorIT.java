package org.pgv.builder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockFile;

/**
 * Builds the shipped target from a real mirror, once for all, and lets Debian's own tools judge.
 * The bundle stays in {@code target/it-bundle}, so that only what changed is fetched the next time.
 */
class RealMirrorIT {
  private static final Path ROOT = Path.of(System.getProperty("pgv.root")).toAbsolutePath();
  private static final Path WORK = ROOT.resolve("builder/target/it-bundle");
  private static final Path LOCK = WORK.resolve("debian13.lock.json");
  private static Path bundle = WORK;

  @BeforeAll
  static void build() throws Exception {
    Files.createDirectories(WORK);
    tool("lock", "debian13", "--lock", LOCK.toString());
    tool("build", "debian13", "--lock", LOCK.toString(), "--output", WORK.toString());
    try (Stream<Path> folders = Files.list(WORK)) {
      bundle =
          folders
              .filter(f -> f.getFileName().toString().matches("pgv-debian13-[0-9.]+"))
              .max(java.util.Comparator.comparing(Path::toString))
              .orElseThrow();
    }
  }

  private static String tool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("pgv-bundle").toString()));
    command.addAll(List.of(arguments));
    Commands.Ended ended =
        Commands.run(WORK, Map.of("PGV_HOME", WORK.resolve("home").toString()), command);
    assertEquals(0, ended.code(), ended.output());
    return ended.output();
  }

  private static Lock lock() {
    return LockFile.read(LOCK);
  }

  /** A root of apt's own with nothing in it but the bundle's repository. */
  private static List<String> apt(Path root, String... arguments) throws IOException {
    for (String path :
        List.of(
            "etc/apt/sources.list.d",
            "etc/apt/preferences.d",
            "etc/apt/trusted.gpg.d",
            "etc/apt/apt.conf.d",
            "var/lib/apt/lists/partial",
            "var/cache/apt/archives/partial",
            "var/lib/dpkg")) {
      Files.createDirectories(root.resolve(path));
    }
    Files.writeString(root.resolve("var/lib/dpkg/status"), "");
    Files.writeString(
        root.resolve("etc/apt/sources.list.d/pgv.sources"),
        """
        Types: deb
        URIs: file:%s/repo
        Suites: pgv
        Components: main
        Signed-By: %s/keys/bundle.asc
        """
            .formatted(bundle, bundle));
    List<String> command =
        new ArrayList<>(
            List.of(
                "apt-get",
                "-o=Dir=" + root,
                "-o=Dir::State::status=" + root + "/var/lib/dpkg/status",
                "-o=APT::Architecture=amd64",
                "-o=APT::Architectures=amd64",
                "-o=Acquire::Languages=none",
                "-o=APT::Sandbox::User=root",
                "-o=APT::Get::AllowUnauthenticated=false"));
    command.addAll(List.of(arguments));
    return command;
  }

  @Test
  void aptAcceptsTheRepositoryAndWantsNothingFromOutside(@TempDir Path root) throws Exception {
    Commands.Ended update = Commands.run(root, Map.of(), apt(root, "update", "-q"));
    assertEquals(0, update.code(), update.output());
    assertTrue(!update.output().contains("W:") && !update.output().contains("E:"), update.output());

    List<String> install = apt(root, "--simulate", "--no-install-recommends", "install");
    lock().packages().stream()
        .filter(p -> !p.reason().namedFor().isEmpty())
        .forEach(p -> install.add(p.id().name()));
    Commands.Ended simulated = Commands.run(root, Map.of(), install);

    assertEquals(0, simulated.code(), simulated.output());
    TreeSet<String> chosen = new TreeSet<>();
    Pattern.compile("(?m)^Inst (\\S+)")
        .matcher(simulated.output())
        .results()
        .forEach(m -> chosen.add(m.group(1)));
    TreeSet<String> locked = new TreeSet<>();
    lock().packages().forEach(p -> locked.add(p.id().name()));
    assertEquals(locked, chosen);
  }

  @Test
  void doseFindsTheSetClosed() throws Exception {
    Commands.Ended ended =
        Commands.run(
            bundle,
            "dose-debcheck",
            "--deb-native-arch=amd64",
            "--explain",
            "--failures",
            "repo/dists/pgv/main/binary-amd64/Packages");

    assertEquals(0, ended.code(), ended.output());
  }

  @Test
  void gpgvAndSha256sumAcceptTheBundle() throws Exception {
    Commands.Ended signature =
        Commands.run(
            bundle, "gpgv", "--keyring", "./keys/bundle.gpg", "SHA256SUMS.asc", "SHA256SUMS");
    assertEquals(0, signature.code(), signature.output());
    assertEquals(
        new Commands.Ended(0, ""),
        Commands.run(bundle, "sha256sum", "--check", "--quiet", "SHA256SUMS"));
  }

  @Test
  void aHostIsMadeFromTheBundleAlone(@TempDir Path folder) throws Exception {
    List<String> names = lock().namedFor("base").stream().map(p -> p.id().name()).toList();
    Path root = folder.resolve("root");
    Commands.Ended made =
        Commands.run(
            folder,
            "mmdebstrap",
            "--quiet",
            "--variant=essential",
            "--include=" + String.join(",", names),
            "pgv",
            root.toString(),
            "deb [signed-by=" + bundle + "/keys/bundle.asc] copy://" + bundle + "/repo pgv main");
    assertEquals(0, made.code(), made.output());

    Commands.Ended asked = Commands.run(folder, "chroot", root.toString(), "dpkg", "--audit");
    Commands.run(folder, "rm", "-rf", "--one-file-system", root.toString());
    assertEquals(new Commands.Ended(0, ""), asked);
  }

  @Test
  void theInstallerStartsFromTheBundle(@TempDir Path home) throws Exception {
    Commands.Ended help =
        Commands.run(
            bundle,
            Map.of("PGV_HOME", home.toString()),
            List.of(bundle.resolve("install.sh").toString(), "--help"));

    assertEquals(0, help.code(), help.output());
    assertTrue(help.output().contains("pgv-install"));
  }

  @Test
  void aSecondBuildFindsNothingToDo() throws Exception {
    String said = tool("build", "debian13", "--lock", LOCK.toString(), "--output", WORK.toString());

    assertTrue(said.contains("unchanged"), said);
    assertTrue(!said.contains("packages:"), said);
  }

  @Test
  void buildsTheSameBytesInAnotherFolder(@TempDir Path other) throws Exception {
    tool("build", "debian13", "--lock", LOCK.toString(), "--output", other.toString());

    assertEquals(
        new Commands.Ended(0, ""),
        Commands.run(
            other,
            "diff",
            "-r",
            bundle.toString(),
            other.resolve(bundle.getFileName()).toString()));
  }

  @Test
  void debian12IsLockedByItsManifestAlone(@TempDir Path other) throws Exception {
    Path file = other.resolve("debian12.lock.json");
    tool("lock", "debian12", "--lock", file.toString());

    Lock lock = LockFile.read(file);
    assertTrue(lock.find("postgresql-15").isPresent());
    assertTrue(lock.find("patroni").isPresent());
    assertTrue(lock.find("etcd-server").isPresent());
  }
}
