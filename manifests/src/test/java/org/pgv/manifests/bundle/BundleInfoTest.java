package org.pgv.manifests.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;

final class BundleInfoTest {
  private static final BundleInfo INFO =
      new BundleInfo(
          new BundleInfo.Identity(
              "pgv",
              Target.parse("debian13"),
              new BundleVersion("2026.11.20"),
              Instant.parse("2026-11-20T00:00:00Z")),
          Sha256.of("lock"),
          Sha256.of("inputs"),
          List.of(
              new BundleInfo.Component("postgresql-17", "17.6-0+deb13u1"),
              new BundleInfo.Component("etcd-server", "3.5.16-4")));

  @Test
  void whatIsWrittenReadsBackTheSame() {
    assertEquals(new Loaded.Ok<>(INFO), BundleInfo.parse("bundle.json", INFO.text()));
  }

  @Test
  void whatTheInstallerRunsOnReadsBackTheSame() {
    BundleInfo known =
        INFO.on(
            new BundledRuntime(
                "25.0.1+8-LTS",
                List.of("java.base"),
                List.of(new BundledRuntime.Jar("a.jar", Sha256.of("a")))));

    assertEquals(new Loaded.Ok<>(known), BundleInfo.parse("bundle.json", known.text()));
  }

  @Test
  void theFolderIsNamedForProductTargetAndVersion() {
    assertEquals("pgv-debian13-2026.11.20", INFO.identity().folderName());
  }

  @Test
  void aFormatOfTheFutureIsRefused() {
    String text = INFO.text().replace("pgv-bundle/1", "pgv-bundle/2");

    assertInstanceOf(Loaded.Refused.class, BundleInfo.parse("bundle.json", text));
  }

  @Test
  void versionsCompareAsNumbers() {
    assertTrue(new BundleVersion("2026.9.1").compareTo(new BundleVersion("2026.11.20")) < 0);
    assertTrue(new BundleVersion("2026.11.20").compareTo(new BundleVersion("2026.11.20.1")) < 0);
  }
}
