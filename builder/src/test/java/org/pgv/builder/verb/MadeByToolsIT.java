package org.pgv.builder.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.builder.AptClient;
import org.pgv.builder.Commands;
import org.pgv.builder.DebArchive;
import org.pgv.builder.workplace.Workplace;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Target;

/** Archives as the usual programs make them: apt and we find the same in each. */
class MadeByToolsIT {
  @TempDir(cleanup = CleanupMode.NEVER)
  static Path folder;

  private static Path gnuPg;
  private static Path key;
  private static String fingerprint;
  private static HttpServer server;
  private static final List<Path> packages = new ArrayList<>();

  @BeforeAll
  static void makePackages() throws Exception {
    gnuPg = Files.createTempDirectory("gpg");
    DebArchive.makeKey(gnuPg);
    String armored = DebArchive.gpg(gnuPg, "--armor", "--export");
    key = Files.writeString(folder.resolve("archive.asc"), armored);
    fingerprint =
        DebArchive.gpg(gnuPg, "--with-colons", "--list-keys")
            .lines()
            .filter(line -> line.startsWith("fpr:"))
            .map(line -> line.split(":", -1)[9])
            .findFirst()
            .orElseThrow();
    server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Files.createDirectories(folder.resolve("www")).toAbsolutePath(),
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    make("service", "1:2.0-1", "amd64", "Depends: virtual (>= 1),\n library (>= 1.5~)");
    make("helper", "1.0", "all", "Provides: other,\n virtual (= 2)");
    make("library", "1.5+b1", "amd64", "Multi-Arch: same");
    make("unrelated", "1", "amd64", "Section: misc");
  }

  @AfterAll
  static void close() throws Exception {
    server.stop(0);
    Commands.run(folder, "gpgconf", "--homedir", gnuPg.toString(), "--kill", "all");
  }

  private static void make(String name, String version, String architecture, String more)
      throws Exception {
    Path root = Files.createDirectories(folder.resolve("root-" + name));
    Files.createDirectories(root.resolve("DEBIAN"));
    Files.writeString(
        root.resolve("DEBIAN/control"),
        """
        Package: %s
        Version: %s
        Architecture: %s
        Maintainer: T <t@example.org>
        Section: misc
        Priority: optional
        %s
        Description: a test
        """
            .formatted(name, version, architecture, more.replace("Section: misc", ""))
            .replace("\n\n", "\n"));
    String plain = version.substring(version.indexOf(':') + 1);
    Path file = folder.resolve(name + "_" + plain + "_" + architecture + ".deb");
    run(folder, "dpkg-deb", "--root-owner-group", "--build", root.toString(), file.toString());
    packages.add(file);
  }

  private static void run(Path in, String... command) throws Exception {
    Commands.Ended ended =
        Commands.run(in, Map.of("GNUPGHOME", gnuPg.toString()), List.of(command));
    assertEquals(0, ended.code(), ended.output());
  }

  private static String address(String name) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
  }

  @Test
  void findsInAptlysWhatAptFinds() throws Exception {
    Path work = Files.createDirectories(folder.resolve("aptly"));
    Path configuration =
        Files.writeString(
            work.resolve("aptly.conf"),
            """
            { "rootDir": "%s", "architectures": ["amd64"], "gpgProvider": "gpg" }
            """
                .formatted(work));
    String set = "-config=" + configuration;
    run(work, "aptly", set, "repo", "create", "-distribution=stable", "-component=main", "r");
    List<String> add = new ArrayList<>(List.of("aptly", set, "repo", "add", "r"));
    packages.forEach(file -> add.add(file.toString()));
    run(work, add.toArray(String[]::new));
    run(work, "aptly", set, "publish", "repo", "-batch", "-acquire-by-hash", "r");
    Files.move(work.resolve("public"), folder.resolve("www/aptly"));

    bothFindAll("aptly/", "stable", "main");
  }

  @Test
  void findsInRepreprosWhatAptFinds() throws Exception {
    Path work = Files.createDirectories(folder.resolve("www/reprepro"));
    Files.createDirectories(work.resolve("conf"));
    Files.writeString(
        work.resolve("conf/distributions"),
        """
        Codename: stable
        Suite: current
        Components: main
        Architectures: amd64
        SignWith: %s
        DebIndices: Packages Release . .gz .bz2
        """
            .formatted(fingerprint));
    List<String> include = new ArrayList<>(List.of("reprepro", "includedeb", "stable"));
    packages.forEach(file -> include.add(file.toString()));
    run(work, include.toArray(String[]::new));

    bothFindAll("reprepro/", "stable", "main");
  }

  @Test
  void findsInAptFtparchivesWhatAptFinds() throws Exception {
    Path work = Files.createDirectories(folder.resolve("www/ftparchive"));
    Path pool = Files.createDirectories(work.resolve("pool"));
    for (Path file : packages) {
      Files.copy(file, pool.resolve(file.getFileName()));
    }
    Path suite = Files.createDirectories(work.resolve("dists/stable/main/binary-amd64"));
    shell(
        work,
        "apt-ftparchive packages pool > "
            + suite.resolve("Packages")
            + " && gzip -9nk "
            + suite.resolve("Packages")
            + " && cd dists/stable && apt-ftparchive -o APT::FTPArchive::Release::Components=main"
            + " -o APT::FTPArchive::Release::Architectures=amd64 release . > ../Release"
            + " && mv ../Release . && gpg --batch --quiet --clearsign -o InRelease Release");
    Path flat = Files.createDirectories(folder.resolve("www/flat"));
    for (Path file : packages) {
      Files.copy(file, flat.resolve(file.getFileName()));
    }
    shell(
        flat,
        "(cd .. && dpkg-scanpackages --multiversion flat 2>/dev/null) > Packages"
            + " && bzip2 -k Packages && apt-ftparchive release . > ../R && mv ../R Release && rm Packages"
            + " && gpg --batch --quiet --armor --detach-sign -o Release.gpg Release");

    bothFindAll("ftparchive/", "stable", "main");
    bothFindAll("", "flat/", "");
  }

  private static void shell(Path in, String line) throws Exception {
    run(in, "/bin/sh", "-c", line);
  }

  private static void bothFindAll(String name, String suite, String components) throws Exception {
    Path place = Files.createTempDirectory(folder, "case");
    Collection<String> theirs =
        AptClient.gets(
            Files.createDirectories(place.resolve("apt")),
            key,
            address(name) + " " + suite + " " + components,
            "",
            List.of("service"));

    assertEquals("[helper=1.0, library=1.5+b1, service=1%3a2.0-1]", theirs.toString(), "apt");
    assertEquals(
        "[helper=1.0, library=1.5+b1, service=1:2.0-1]",
        ours(place, name, suite, components).toString());
  }

  private static Collection<String> ours(Path place, String name, String suite, String components)
      throws Exception {
    Files.copy(key, place.resolve("archive.asc"));
    Path manifest =
        Files.writeString(
            place.resolve("manifest.yaml"),
            """
            apiVersion: pgv/v1
            target: debian13
            repositories:
              - name: test
                suites: ["%s"]
            %s    mirrors: ["%s"]
                keys: [{ file: archive.asc, fingerprint: %s }]
            packages:
              base: [service]
            """
                .formatted(
                    suite,
                    components.isEmpty() ? "" : "    components: [" + components + "]\n",
                    address(name),
                    fingerprint));
    Session session =
        new Session(
            new Workplace(place.resolve("cache"), place.resolve("home")),
            Map.of(),
            place.resolve("no-apt"),
            Clock.systemUTC(),
            Reporter.silent());
    Locking.Request request =
        new Locking.Request(
            Target.parse("debian13"),
            Optional.of(manifest),
            Map.of(),
            false,
            Optional.of(place.resolve("lock.json")));
    Collection<String> chosen = new TreeSet<>();
    for (LockedPackage one : new Locking(session).lock(request).lock().packages()) {
      chosen.add(one.id().name() + "=" + one.id().version());
    }
    return chosen;
  }
}
