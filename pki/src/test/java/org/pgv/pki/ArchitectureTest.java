package org.pgv.pki;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
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
          .importPackages("org.pgv.pki");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.pgv.pki.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nobodyPrintsPastTheConsole() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.pgv.manifests.console..")
        .should(ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }

  @Test
  void bouncyCastleStaysInItsPackages() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.pgv.pki.openpgp..", "org.pgv.pki.x509..", "org.pgv.pki.minisign..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .check(CLASSES);
  }
}
