package org.pgv.manifests.konflux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.Manifests;
import org.pgv.manifests.manifest.PackageRequest;
import org.pgv.manifests.manifest.RoleRequest;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Target;

class RpmsInputFileTest {
  private static final ManifestDocument SHIPPED = Manifests.shipped(Target.parse("el9"));

  @TempDir private Path folder;

  private Loaded<RpmsInput> read(String text, String architecture) throws Exception {
    return RpmsInputFile.read(
        Files.writeString(folder.resolve("rpms.in.yaml"), text), architecture);
  }

  private static List<String> names(RpmsInput input) {
    return input.request().packages().stream().map(PackageRequest::name).toList();
  }

  @Test
  void asksForPackagesGroupsAndStreamsOfItsArchitecture() throws Exception {
    String text =
        """
        contentOrigin:
          repos:
            - { repoid: baseos, baseurl: "https://elsewhere.example/$basearch/os/", sslverify: 0 }
        packages:
          - vim-enhanced
          - { name: librtas, arches: { only: ppc64le } }
          - { name: mokutil, arches: { only: [x86_64, aarch64] } }
          - { name: grub2, arches: { not: [x86_64] } }
          - "@core"
        reinstallPackages: [bash]
        upgradePackages: [openssl, bash]
        moduleEnable: [nodejs:20]
        moduleDisable: [{ name: php, arches: { not: s390x } }]
        arches: [x86_64, aarch64]
        context: { bare: true }
        allowerasing: true
        installWeakDeps: true
        """;

    RpmsInput here = read(text, "x86_64").orRefuse();
    RpmsInput there = read(text, "aarch64").orRefuse();

    assertEquals(List.of("vim-enhanced", "mokutil", "bash", "openssl"), names(here));
    assertEquals(List.of("vim-enhanced", "mokutil", "grub2", "bash", "openssl"), names(there));
    assertEquals("[@core]", here.request().groups().toString());
    assertEquals(List.of("nodejs:20"), here.modules().enable());
    assertEquals(List.of("php"), here.modules().disable());
    assertEquals(Optional.of(true), here.weak());
  }

  @Test
  void addsToWhatAManifestAsksForAndTakesNothingFromIt() throws Exception {
    RpmsInput input =
        read(
                """
                contentOrigin: { repos: [{ repoid: appstream, baseurl: "http://a.example/" }] }
                packages: [vim-enhanced]
                moduleEnable: [nodejs:20]
                """,
                "x86_64")
            .orRefuse();

    ManifestDocument both = input.onto(SHIPPED);

    List<RoleRequest> roles = both.manifest().roles();
    assertEquals("extra", roles.getLast().role());
    assertEquals(SHIPPED.manifest().roles(), roles.subList(0, roles.size() - 1));
    assertEquals(SHIPPED.manifest().repositories(), both.manifest().repositories());
    assertEquals(List.of("postgresql"), both.manifest().choice().modules().disable());
    assertEquals(List.of("nodejs:20"), both.manifest().choice().modules().enable());
    assertEquals(SHIPPED.inputs("1"), both.inputs("1"));
  }

  @Test
  void trustsNoSourceThatTheManifestDoesNotHave() throws Exception {
    RpmsInput input =
        read(
                """
                contentOrigin:
                  repos:
                    - { repoid: baseos, baseurl: "http://a.example/" }
                    - { repoid: vendor, baseurl: "http://a.example/" }
                  repofiles:
                    - ./c9s.repo
                    - https://a.example/updates.repo?ref=main
                    - { giturl: "https://a.example/x.git", gitref: main, file: own/custom.repo }
                packages: [bash]
                """,
                "x86_64")
            .orRefuse();

    Refusal refusal = assertThrows(Refusal.class, () -> input.onto(SHIPPED));

    String said = refusal.problems().toString();
    assertEquals(4, refusal.problems().size(), said);
    assertTrue(
        said.contains("rpms.in.yaml:4: el9.yaml (shipped) has no repository 'vendor'"), said);
    assertTrue(said.contains("file c9s.repo"), said);
    assertTrue(said.contains("file updates.repo"), said);
    assertTrue(said.contains("file custom.repo"), said);
  }

  @Test
  void saysEverythingThatCannotBeUsedAtOnce() throws Exception {
    Loaded<RpmsInput> read =
        read(
            """
            contentOrigin: { composes: [{ id: Some-Compose-1 }] }
            packages: ["*", "@nodejs:20", [nested], { arches: { only: x86_64 } }]
            arches: [s390x]
            unheardOf: 1
            """,
            "x86_64");

    Refusal refusal = assertThrows(Refusal.class, read::orRefuse);
    assertEquals(7, refusal.problems().size(), refusal.getMessage());
  }

  @Test
  void wantsToKnowWherePackagesComeFrom() throws Exception {
    assertInstanceOf(Loaded.Refused.class, read("packages: [bash]", "x86_64"));
  }
}
