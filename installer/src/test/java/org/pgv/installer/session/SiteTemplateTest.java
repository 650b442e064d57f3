package org.pgv.installer.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;

class SiteTemplateTest {
  @TempDir private Path folder;

  @Test
  void isWrittenOnceAndStays() throws Exception {
    Path file = folder.resolve("site.yaml");

    assertTrue(SiteTemplate.writeTo(file));
    Files.writeString(file, "mine");
    assertFalse(SiteTemplate.writeTo(file));
    assertEquals("mine", Files.readString(file));
  }

  /** It would be one file more than was signed, and the bundle would be refused from then on. */
  @Test
  void isNotWrittenIntoABundle() throws Exception {
    Path bundle = SmallBundle.make(folder.resolve("pgv-debian13-2026.11.20"), "debian13");
    Path file = bundle.resolve("site.yaml");

    Refusal refusal = assertThrows(Refusal.class, () -> SiteTemplate.writeTo(file));

    assertEquals(ExitCode.USAGE, refusal.code());
    assertFalse(Files.exists(file));
  }
}
