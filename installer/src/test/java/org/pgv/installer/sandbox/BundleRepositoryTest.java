package org.pgv.installer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Target;

class BundleRepositoryTest {
  private final Path bundle;

  BundleRepositoryTest(@TempDir Path bundle) {
    this.bundle = bundle;
  }

  @Test
  void tellsDebianPackagesFromRpms() throws IOException {
    Files.createDirectories(bundle.resolve("repo/dists/pgv"));
    Files.writeString(bundle.resolve("SHA256SUMS"), "one");
    BundleRepository debian = BundleRepository.in(bundle);

    Files.delete(bundle.resolve("repo/dists/pgv"));
    Files.move(bundle.resolve("repo/dists"), bundle.resolve("repo/repodata"));

    assertEquals(Target.Family.DEB, debian.family());
    assertEquals(Target.Family.RPM, BundleRepository.in(bundle).family());
  }

  @Test
  void knowsTheKeysOfWhoSignedThePackagesBesideOurs() throws IOException {
    Files.createDirectories(bundle.resolve("repo/repodata"));
    Files.createDirectories(bundle.resolve("upstream/keys"));
    Files.writeString(bundle.resolve("upstream/keys/vendor.asc"), "key");
    Files.writeString(bundle.resolve("SHA256SUMS"), "one");

    assertEquals(
        List.of(bundle.resolve("keys/bundle.asc"), bundle.resolve("upstream/keys/vendor.asc")),
        BundleRepository.in(bundle).keys());
  }

  @Test
  void makesAnotherBaseForAnotherBundle() throws IOException {
    Files.createDirectories(bundle.resolve("repo/dists/pgv"));
    Files.writeString(bundle.resolve("SHA256SUMS"), "one");
    String first = BaseRoot.name(BundleRepository.in(bundle));

    Files.writeString(bundle.resolve("SHA256SUMS"), "two");

    assertNotEquals(first, BaseRoot.name(BundleRepository.in(bundle)));
  }

  @Test
  void refusesAFolderThatIsNoBundleAndABundleWithoutPackages() throws IOException {
    Refusal none = assertThrows(Refusal.class, () -> BundleRepository.in(bundle));
    Files.writeString(bundle.resolve("SHA256SUMS"), "one");
    Refusal other = assertThrows(Refusal.class, () -> BundleRepository.in(bundle));

    assertEquals(ExitCode.USAGE, none.code());
    assertEquals(ExitCode.USAGE, other.code());
  }
}
