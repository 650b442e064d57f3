package org.pgv.builder;

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
          .importPackages("org.pgv.builder");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.pgv.builder.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void commandLineLibraryStaysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.pgv.builder.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }
}
