package org.pgv.mirror;

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
          .importPackages("org.pgv.mirror");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.pgv.mirror.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void compressorsStayInTheirPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.pgv.mirror.compression..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tukaani..", "com.github.luben..", "org.apache.commons..")
        .check(CLASSES);
  }

  @Test
  void gitStaysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.pgv.mirror.artifact.git..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jgit..")
        .check(CLASSES);
  }

  @Test
  void onlyFetchSpeaksHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.pgv.mirror.fetch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .check(CLASSES);
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
  void formatsKnowNeitherTheResolverNorTheNetwork() {
    noClasses()
        .that()
        .resideInAnyPackage("org.pgv.mirror.deb..", "org.pgv.mirror.rpm..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.pgv.mirror.resolve..", "org.pgv.mirror.fetch..", "java.net.http..")
        .check(CLASSES);
  }

  @Test
  void theResolverKnowsNoFormat() {
    noClasses()
        .that()
        .resideInAPackage("org.pgv.mirror.resolve..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.pgv.mirror.deb..", "org.pgv.mirror.rpm..", "org.pgv.mirror.fetch..")
        .check(CLASSES);
  }
}
