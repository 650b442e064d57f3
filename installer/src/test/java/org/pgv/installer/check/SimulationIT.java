package org.pgv.installer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.local.LocalHost;
import org.pgv.installer.platform.Platform;
import org.pgv.installer.resource.PackageSet.PackageVersion;
import org.pgv.installer.resource.SignedFolders;
import org.pgv.installer.topology.BundleContents.Repository;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;
import org.pgv.pki.openpgp.SigningKey;

/** This machine's own apt, with what it really has installed, judges a repository of ours. */
class SimulationIT {
  private static final String PACKAGES =
      """
      Package: pgv-test-whole
      Version: 1.0
      Architecture: all
      Depends: libc6, pgv-test-part (>= 2)
      Filename: pool/whole.deb
      Size: 1
      SHA256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855

      Package: pgv-test-part
      Version: 2.0
      Architecture: all
      Filename: pool/part.deb
      Size: 1
      SHA256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855

      Package: pgv-test-broken
      Version: 1.0
      Architecture: all
      Depends: pgv-test-nowhere
      Filename: pool/broken.deb
      Size: 1
      SHA256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855

      Package: pgv-test-rude
      Version: 1.0
      Architecture: all
      Conflicts: base-files
      Filename: pool/rude.deb
      Size: 1
      SHA256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
      """;
  private static final DateTimeFormatter RFC_1123 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT);

  @Test
  void findsASetClosedThatLacksNothing(@TempDir Path folder) throws IOException {
    assertEquals(List.of(), simulate(folder, repository(folder), "pgv-test-whole"));
  }

  @Test
  void repeatsWhatIsMissing(@TempDir Path folder) throws IOException {
    List<Finding> findings = simulate(folder, repository(folder), "pgv-test-broken");

    assertEquals(List.of(Rule.CLOSURE), findings.stream().map(Finding::rule).toList());
    assertTrue(findings.getFirst().what().contains("pgv-test-nowhere"));
  }

  @Test
  void refusesToLetTheBaseGo(@TempDir Path folder) throws IOException {
    List<Finding> findings = simulate(folder, repository(folder), "pgv-test-rude");

    assertEquals(List.of(Severity.ERROR), findings.stream().map(f -> f.rule().severity()).toList());
  }

  /**
   * Of a company's hosts: a release of its own, pins against strangers, signatures switched off.
   */
  @Test
  void isNotMisledByTheHostsOwnSettings(@TempDir Path folder) throws IOException {
    Path pins = Files.createDirectories(folder.resolve("pins"));
    Files.writeString(pins.resolve("own"), "Package: *\nPin: release *\nPin-Priority: -1\n");
    Path settings = folder.resolve("apt.conf");
    Files.writeString(
        settings,
        """
        APT::Default-Release "nosuch";
        Dir::Etc::PreferencesParts "%s";
        Acquire::AllowInsecureRepositories "true";
        APT::Get::AllowUnauthenticated "true";
        """
            .formatted(pins));
    String prelude = "export APT_CONFIG=" + settings + "\n";
    Repository repository = repository(folder);

    assertEquals(List.of(), simulate(folder, repository, "pgv-test-whole", prelude));

    Files.delete(repository.files().folder().resolve("dists/pgv/InRelease"));
    Repository unsigned =
        new Repository(SignedFolders.of(repository.files().folder()), repository.key());
    List<Finding> findings = simulate(folder, unsigned, "pgv-test-whole", prelude);
    assertEquals(List.of(Rule.CLOSURE), findings.stream().map(Finding::rule).toList());
  }

  @Test
  void believesNoMetadataThatWasChangedAfterItWasSigned(@TempDir Path folder) throws IOException {
    Repository repository = repository(folder);
    Path place = repository.files().folder();
    Files.writeString(
        place.resolve("dists/pgv/main/binary-amd64/Packages"),
        PACKAGES.replace("pgv-test-nowhere", "libc6"));
    Repository altered = new Repository(SignedFolders.of(place), repository.key());

    List<Finding> findings = simulate(folder, altered, "pgv-test-broken");

    assertEquals(List.of(Rule.CLOSURE), findings.stream().map(Finding::rule).toList());
  }

  private static List<Finding> simulate(Path folder, Repository repository, String name) {
    return simulate(folder, repository, name, "");
  }

  /**
   * @param prelude what the shell is told first
   */
  private static List<Finding> simulate(
      Path folder, Repository repository, String name, String prelude) {
    Platform platform = Platform.of(Target.parse("debian13"));
    Path scratch = folder.resolve("scratch");
    String script =
        new SimulationScript(repository, platform)
            .text(scratch.toString(), List.of(new PackageVersion(name, "1.0")));
    try (Host host = LocalHost.ofProcess(new HostName("here"))) {
      Exit exit = host.run(Command.script(prelude + script, Duration.ofMinutes(2)));
      assertFalse(Files.exists(scratch), "nothing is left behind");
      if (exit instanceof Exit.Code(int number, String output, String errors)) {
        return SimulationJudge.judge(
            platform.packages().simulation(number == 0, output, errors),
            "here",
            false,
            Set.of(name));
      }
      throw new AssertionError(exit.story());
    }
  }

  private static Repository repository(Path folder) throws IOException {
    SigningKey key =
        SigningKey.generate("test", Instant.now().minusSeconds(60), new SecureRandom());
    Path dist = folder.resolve("repository/dists/pgv");
    Files.createDirectories(dist.resolve("main/binary-amd64"));
    Files.writeString(dist.resolve("main/binary-amd64/Packages"), PACKAGES);
    String release =
        """
        Origin: pgv
        Suite: pgv
        Codename: pgv
        Date: %s
        Architectures: amd64
        Components: main
        SHA256:
         %s %d main/binary-amd64/Packages
        """
            .formatted(
                RFC_1123.format(Instant.now().atOffset(ZoneOffset.UTC)),
                Sha256.of(PACKAGES),
                PACKAGES.getBytes(StandardCharsets.UTF_8).length);
    Files.writeString(dist.resolve("InRelease"), key.signCleartext(release, Instant.now()));
    return new Repository(
        SignedFolders.of(folder.resolve("repository")), key.publicKey().armored());
  }
}
