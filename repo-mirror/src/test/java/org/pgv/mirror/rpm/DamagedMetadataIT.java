package org.pgv.mirror.rpm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Blob;
import org.pgv.mirror.rpm.repomd.ModulesReader;
import org.pgv.mirror.rpm.repomd.RepomdReader;
import org.tukaani.xz.XZInputStream;

/**
 * Whatever is done to repository metadata, it is read or refused. {@code -Dpgv.fuzz=20000} takes
 * longer over it, {@code -Dpgv.fuzz.seed} starts elsewhere.
 */
class DamagedMetadataIT {
  private static final int MUTANTS = Damage.TIMES;
  private final Damage damage = new Damage();

  /** Reads a document in one of its damaged forms. */
  private interface Reader {
    void read(byte[] content) throws IOException;
  }

  @Test
  void isReadOrRefused() throws IOException {
    Path data = Path.of(System.getProperty("pgv.testdata"), "el9");
    assumeTrue(Files.isDirectory(data), "not run: no " + data);
    try (InputStream primary =
            new GZIPInputStream(Files.newInputStream(file(data, "baseos-2022", "primary.xml.gz")));
        InputStream modules =
            new XZInputStream(
                Files.newInputStream(file(data, "appstream-2025", "modules.yaml.xz")))) {
      String head = new String(primary.readNBytes(60_000), StandardCharsets.UTF_8);
      String few = head.substring(0, head.lastIndexOf("</package>") + 10) + "</metadata>";
      byte[] counted =
          few.replaceFirst(
                  "packages=\"\\d+\"", "packages=\"" + few.split("</package>").length + "\"")
              .getBytes(StandardCharsets.UTF_8);
      damage(counted, DamagedMetadataIT::readPrimary);
      byte[] repomd = Files.readAllBytes(file(data, "baseos-2022", "repomd.xml"));
      damage(repomd, bytes -> RepomdReader.read(new Blob(bytes), "test"));
      byte[] yaml = modules.readAllBytes();
      damage(
          Arrays.copyOf(yaml, 20_000),
          bytes -> ModulesReader.read(new String(bytes, StandardCharsets.UTF_8), "test"));
    }
  }

  /** Whoever reads the file refuses it where its reading fails. */
  private static void readPrimary(byte[] bytes) {
    try {
      PrimaryReader.read(new ByteArrayInputStream(bytes), "test");
    } catch (IOException e) {
      throw new Refusal(ExitCode.FAILED, new Problem("test", e.toString()), e);
    }
  }

  private void damage(byte[] whole, Reader reader) {
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = damage.to(whole);
      Executable reading = () -> reader.read(mutant);
      try {
        assertTimeoutPreemptively(Duration.ofSeconds(10), reading);
      } catch (Refusal refused) {
        assertFalse(refused.problems().isEmpty());
      } catch (RuntimeException | Error e) {
        throw new AssertionError(new String(mutant, StandardCharsets.UTF_8), e);
      }
    }
  }

  private static Path file(Path data, String repository, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve(repository).resolve("repodata"))) {
      return files.filter(file -> file.toString().endsWith(suffix)).findFirst().orElseThrow();
    }
  }
}
