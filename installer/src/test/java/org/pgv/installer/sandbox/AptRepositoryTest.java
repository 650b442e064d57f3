package org.pgv.installer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;

class AptRepositoryTest {
  private final Path bundle;

  AptRepositoryTest(@TempDir Path bundle) {
    this.bundle = bundle;
  }

  @Test
  void findsTheSuiteOfABundle() throws IOException {
    Files.createDirectories(bundle.resolve("repo/dists/trixie"));
    Files.writeString(bundle.resolve("SHA256SUMS"), "one");

    AptRepository repository = AptRepository.in(bundle);

    assertEquals("trixie", repository.suite());
    assertEquals(bundle.resolve("keys/bundle.asc"), repository.key());
  }

  @Test
  void makesAnotherBaseForAnotherBundle() throws IOException {
    Files.createDirectories(bundle.resolve("repo/dists/trixie"));
    Files.writeString(bundle.resolve("SHA256SUMS"), "one");
    String first = BaseRoot.name(AptRepository.in(bundle));

    Files.writeString(bundle.resolve("SHA256SUMS"), "two");

    assertNotEquals(first, BaseRoot.name(AptRepository.in(bundle)));
  }

  @Test
  void refusesAFolderThatIsNoBundleAndABundleWithoutDebianPackages() throws IOException {
    Refusal none = assertThrows(Refusal.class, () -> AptRepository.in(bundle));
    Files.writeString(bundle.resolve("SHA256SUMS"), "one");
    Refusal other = assertThrows(Refusal.class, () -> AptRepository.in(bundle));

    assertEquals(ExitCode.USAGE, none.code());
    assertEquals(ExitCode.USAGE, other.code());
  }
}
