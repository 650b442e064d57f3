package org.pgv.installer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may use what; the directions between modules are Maven's to keep. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.pgv.installer");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.pgv.installer.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void sshLibraryStaysInItsAdapter() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.pgv.installer.host.ssh..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("net.schmizz..")
        .check(CLASSES);
  }

  @Test
  void templateEngineStaysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.pgv.installer.template..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("freemarker..")
        .check(CLASSES);
  }

  @Test
  void commandLineLibraryStaysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.pgv.installer.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }

  @Test
  void nothingAtASiteCanFetchFromTheInternet() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "org.pgv.mirror..", "org.pgv.builder..")
        .check(CLASSES);
  }
}
