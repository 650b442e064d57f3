package org.pgv.installer.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgv.installer.enrolment.Release;
import org.pgv.installer.resource.SignedFolders;
import org.pgv.manifests.bundle.BundleVersion;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.lock.PackageId;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;

class BundleContentsTest {
  @ParameterizedTest
  @CsvSource({
    "1.24.1-1+deb13u2, true",
    "1.20.0-1, true",
    "1:1.20.0-1.el9, true",
    "2.0-1, true",
    "1.18.0-1, false",
    "1.2-1, false",
    "0.99-1, false",
    "unknown, false",
  })
  void knowsWhetherARoleBringsAReleaseOrALaterOne(String version, boolean known) {
    assertEquals(known, bundle(version).isAtLeast("pooler", 1, 20));
    assertEquals(false, bundle(version).isAtLeast("router", 1, 20));
  }

  private static BundleContents bundle(String version) {
    LockedPackage pooler =
        new LockedPackage(
            new PackageId("pgbouncer", version, "amd64"),
            new LockedPackage.Origin("debian", "trixie"),
            new LockedFile("pool/pgbouncer.deb", 1, Sha256.of("x")),
            new LockedPackage.Reason(List.of("pooler"), List.of("pooler"), List.of("pgbouncer")));
    Target target = Target.parse("debian13");
    return new BundleContents(
        new Release(
            "one", new BundleVersion("1"), Instant.parse("2026-11-20T00:00:00Z"), Sha256.of("b")),
        new Lock(target, "1", Sha256.of("inputs"), List.of(), List.of(pooler)),
        new BundleContents.Repository(SignedFolders.empty("repo"), "key"),
        Path.of("files"));
  }
}
