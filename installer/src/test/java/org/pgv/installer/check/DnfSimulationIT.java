package org.pgv.installer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
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
import org.pgv.manifests.value.Target;
import org.pgv.pki.openpgp.SigningKey;

/** This machine's own dnf judges a repository of ours; it has no RPM installed. */
class DnfSimulationIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir static Path folder;

  @BeforeAll
  static void makeRepository() throws IOException {
    Path packages = Files.createDirectories(folder.resolve("repository"));
    build(packages, "whole", "Requires: part >= 2");
    build(packages, "part", "");
    build(packages, "broken", "Requires: nowhere");
    run("createrepo_c --quiet " + packages);
    SigningKey key =
        SigningKey.generate("test", Instant.now().minusSeconds(60), new SecureRandom());
    Path index = packages.resolve("repodata/repomd.xml");
    Files.writeString(
        packages.resolve("repodata/repomd.xml.asc"),
        key.signDetached(Files.readAllBytes(index), Instant.now()));
    Files.writeString(folder.resolve("key.asc"), key.publicKey().armored());
  }

  @Test
  void findsASetClosedThatLacksNothing() throws IOException {
    assertEquals(List.of(), simulate("whole", "2-1"));
  }

  @Test
  void repeatsWhatIsMissing() throws IOException {
    List<Finding> findings = simulate("broken", "2-1");

    assertEquals(List.of(Rule.CLOSURE), findings.stream().map(Finding::rule).toList());
    assertTrue(findings.getFirst().what().contains("nowhere"), findings.toString());
  }

  @Test
  void takesNoOtherVersionThanTheOneThatWasAskedFor() throws IOException {
    List<Finding> findings = simulate("whole", "1-1");

    assertEquals(List.of(Rule.CLOSURE), findings.stream().map(Finding::rule).toList());
  }

  @Test
  void believesNoMetadataThatWasChangedAfterItWasSigned() throws IOException {
    Path index = folder.resolve("repository/repodata/repomd.xml");
    String signed = Files.readString(index);
    Files.writeString(index, signed.replace("</repomd>", "<!-- later --></repomd>"));
    try {
      List<Finding> findings = simulate("whole", "2-1");

      assertEquals(List.of(Rule.CLOSURE), findings.stream().map(Finding::rule).toList());
    } finally {
      Files.writeString(index, signed);
    }
  }

  private static List<Finding> simulate(String name, String version) throws IOException {
    Platform platform = Platform.of(Target.parse("el9"));
    Path scratch = folder.resolve("scratch");
    Repository repository =
        new Repository(
            SignedFolders.of(folder.resolve("repository")),
            Files.readString(folder.resolve("key.asc")));
    String script =
        new SimulationScript(repository, platform)
            .text(scratch.toString(), List.of(new PackageVersion(name, version)));
    Exit.Code exit = script(script);
    assertFalse(Files.exists(scratch), "nothing is left behind");
    return SimulationJudge.judge(
        platform.packages().simulation(exit.number() == 0, exit.output(), exit.errors()),
        "here",
        false,
        Set.of(name));
  }

  private static void build(Path packages, String name, String more) throws IOException {
    Path spec = folder.resolve(name + ".spec");
    Files.writeString(
        spec,
        """
        Name: %s
        Version: 2
        Release: 1
        Summary: a test
        License: none
        BuildArch: noarch
        %s
        %%description
        %%{summary}.
        %%files
        """
            .formatted(name, more));
    run(
        "rpmbuild -bb --quiet --define '_topdir %s' --define '_rpmdir %s' %s"
            .formatted(folder, packages, spec));
  }

  private static void run(String script) {
    Exit.Code exit = script(script);
    assertEquals(0, exit.number(), exit.output() + exit.errors());
  }

  private static Exit.Code script(String script) {
    try (Host host = LocalHost.ofProcess(new HostName("here"))) {
      Exit exit = host.run(Command.script(script, LIMIT));
      if (exit instanceof Exit.Code code) {
        return code;
      }
      throw new AssertionError(exit.story());
    }
  }
}
