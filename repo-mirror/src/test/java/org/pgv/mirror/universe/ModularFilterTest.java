package org.pgv.mirror.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.Nevra;
import org.pgv.mirror.rpm.PackageFile;
import org.pgv.mirror.rpm.RpmDependency;
import org.pgv.mirror.rpm.RpmField;
import org.pgv.mirror.rpm.RpmIndex;
import org.pgv.mirror.rpm.RpmIndexBuilder;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.rpm.repomd.Modules;
import org.pgv.mirror.rpm.repomd.ModulesReader;

class ModularFilterTest {
  private static final String MODULES =
      """
      ---
      document: modulemd
      version: 2
      data:
        name: db
        stream: "16"
        version: 1
        context: c
        arch: x86_64
        dependencies:
        - requires: { platform: [el9], perl: ["5.32"] }
        artifacts:
          rpms:
          - db-0:16.1-1.x86_64
          - db-0:16.1-1.src
          - db-libs-1:16.1-1.x86_64
      ...
      ---
      document: modulemd
      version: 2
      data:
        name: db
        stream: "15"
        version: 1
        context: c
        arch: x86_64
        artifacts:
          rpms: ["db-0:15.1-1.x86_64"]
      ...
      ---
      document: modulemd
      version: 2
      data: { name: perl, stream: "5.32", version: 1, context: c, arch: x86_64 }
      ...
      ---
      document: modulemd-translations
      version: 1
      data: { whatever: it is }
      """;
  private static final String DEFAULT =
      "---\ndocument: modulemd-defaults\nversion: 1\ndata: { module: db, stream: \"15\" }\n";

  private static final RpmIndex INDEX =
      add(
              add(
                  add(
                      add(add(new RpmIndexBuilder(), "db", "13.1-1"), "db", "15.1-1"),
                      "db",
                      "16.1-1"),
                  "db-libs",
                  "1:16.1-1"),
              "tool",
              "1-1")
          .relation(RpmField.PROVIDES, RpmDependency.any("db"))
          .add(new Nevra("other-db", "1-1", "x86_64"), file("other-db"))
          .build("appstream");

  private static RpmIndexBuilder add(RpmIndexBuilder to, String name, String evr) {
    return to.add(new Nevra(name, evr, "x86_64"), file(name + evr));
  }

  private static PackageFile file(String name) {
    return new PackageFile(name.replace(':', '_') + ".rpm", 1, Sha256.of(name), "");
  }

  @Test
  void withoutAnActiveStreamOnlyPackagesOutsideModulesAreSeen() {
    assertEquals(
        List.of("db-13.1-1.x86_64", "tool-1-1.x86_64", "other-db-1-1.x86_64"),
        seen(MODULES, List.of(), List.of(), Set.of()));
  }

  @Test
  void anActiveStreamHidesWhatElseHasOrProvidesItsNames() {
    assertEquals(
        List.of("db-16.1-1.x86_64", "db-libs-1:16.1-1.x86_64", "tool-1-1.x86_64"),
        seen(MODULES, List.of("db:16"), List.of(), Set.of()));
  }

  @Test
  void theDefaultStreamCountsUnlessAnotherIsEnabledOrTheModuleDisabled() {
    String modules = MODULES + DEFAULT;

    assertEquals("db-15.1-1.x86_64", seen(modules, List.of(), List.of(), Set.of()).getFirst());
    assertEquals(
        "db-16.1-1.x86_64", seen(modules, List.of("db:16"), List.of(), Set.of()).getFirst());
    assertEquals("db-13.1-1.x86_64", seen(modules, List.of(), List.of("db"), Set.of()).getFirst());
  }

  @Test
  void aRepositoryOfHotfixesIsSeenAsAWhole() {
    assertEquals(
        INDEX.size(), seen(MODULES, List.of("db:16"), List.of(), Set.of("appstream")).size());
  }

  @Test
  void saysWhichStreamsThereAreInsteadOfAWrongOne() {
    Refusal refusal =
        assertThrows(Refusal.class, () -> seen(MODULES, List.of("db:161"), List.of(), Set.of()));

    assertEquals(
        new Problem(
            "modules: db:161", "no repository has this module stream", "did you mean 'db:16'?"),
        refusal.problems().getFirst());
  }

  @Test
  void refusesTwoStreamsOfOneModule() {
    assertThrows(
        Refusal.class, () -> seen(MODULES, List.of("db:15", "db:16"), List.of(), Set.of()));
  }

  @Test
  void leavesOutWhatContradictsItselfAndSaysSo() {
    Modules once = ModulesReader.read(MODULES, "appstream");
    Modules twice = ModulesReader.read(MODULES + MODULES.replace("16.1-1", "16.2-1"), "appstream");
    Modules odd = ModulesReader.read(MODULES.replace("db-0:16.1-1.x86_64", "db"), "appstream");

    assertEquals(once.streams(), twice.streams());
    assertEquals(List.of(), once.faults());
    assertEquals("appstream: modules", twice.faults().getFirst().where());
    assertEquals(once.streams().size() - 1, odd.streams().size());
    assertThrows(Refusal.class, () -> ModulesReader.read("---\ndocument: [", "appstream"));
  }

  private static List<String> seen(
      String modules, List<String> enabled, List<String> disabled, Set<String> hotfixes) {
    ModularFilter filter =
        new ModularFilter(
            List.of(ModulesReader.read(modules, "appstream")), enabled, disabled, hotfixes);
    Stream<RpmPackage> all = INDEX.packages().stream();
    return all.filter(filter.negate()).map(RpmPackage::toString).toList();
  }
}
