package org.pgv.mirror.deb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;

class ReleaseFileTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final String RELEASE =
      """
      Origin: Debian
      Label: Debian-Security
      Suite: stable-security
      Codename: trixie-security
      Date: Sat, 09 Aug 2025 09:30:05 UTC
      Valid-Until: Sat, 16 Aug 2025 09:30:05 UTC
      Acquire-By-Hash: yes
      Architectures: all amd64
      Components: main contrib
      MD5Sum:
       00000000000000000000000000000000 7 main/binary-amd64/Packages
      SHA256:
       %1$s        7 main/binary-amd64/Packages
       %1$s   123456 main/binary-amd64/Packages.xz
      """
          .formatted(DIGEST);

  @Test
  void readsWhatASuiteSaysOfItself() {
    ReleaseFile release = ReleaseFile.parse(RELEASE, "InRelease");

    assertEquals("trixie-security", release.codename());
    assertEquals("stable-security", release.suite());
    assertEquals("Debian", release.origin());
    assertEquals("Debian-Security", release.label());
    assertEquals(Optional.of(Instant.parse("2025-08-09T09:30:05Z")), release.date());
    assertEquals(Optional.of(Instant.parse("2025-08-16T09:30:05Z")), release.validUntil());
    assertEquals(List.of("all", "amd64"), release.architectures());
    assertEquals(List.of("main", "contrib"), release.components());
    assertTrue(release.acquireByHash());
  }

  @Test
  void knowsSizeAndDigestOfEveryIndex() {
    ReleaseFile release = ReleaseFile.parse(RELEASE, "InRelease");

    assertEquals(2, release.files().size());
    assertEquals(
        Optional.of(new LockedFile("main/binary-amd64/Packages.xz", 123456, new Sha256(DIGEST))),
        release.file("main/binary-amd64/Packages.xz"));
    assertEquals(Optional.empty(), release.file("main/binary-arm64/Packages.xz"));
  }

  @Test
  void refusesWhatItCannotRead() {
    for (String broken :
        List.of(
            RELEASE.replace(DIGEST, "0123"),
            RELEASE.replace("123456 main", "many main"),
            RELEASE.replace("Suite:", "Suite"),
            RELEASE + "Suite: again\n")) {
      Refusal refusal =
          assertThrows(Refusal.class, () -> ReleaseFile.parse(broken, "deb trixie InRelease"));
      assertEquals("deb trixie InRelease", refusal.problems().getFirst().where());
    }
    ReleaseFile undated =
        ReleaseFile.parse(RELEASE.replace("16 Aug 2025", "someday"), "deb trixie InRelease");
    assertThrows(Refusal.class, undated::validUntil);
  }

  @Test
  void readsWhatWeWrite() {
    byte[] packages = "Package: a\n".getBytes(StandardCharsets.UTF_8);
    ReleaseWriter writer =
        new ReleaseWriter(
            new ReleaseWriter.Description(
                "pgv", "demo", "bundle", List.of("amd64", "all"), List.of("main")),
            Instant.parse("2026-11-05T01:02:03Z"),
            Optional.of(Instant.parse("2027-01-01T00:00:00Z")));

    ReleaseFile release =
        ReleaseFile.parse(writer.write(Map.of("main/binary-amd64/Packages", packages)), "ours");

    assertEquals("bundle", release.codename());
    assertEquals(Optional.of(writer.date()), release.date());
    assertEquals(writer.validUntil(), release.validUntil());
    assertEquals(
        Sha256.of(packages), release.file("main/binary-amd64/Packages").orElseThrow().sha256());
  }
}
