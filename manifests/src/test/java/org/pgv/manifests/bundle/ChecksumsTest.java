package org.pgv.manifests.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Sha256;

final class ChecksumsTest {
  private static final Sha256 A = Sha256.of("a");
  private static final Sha256 B = Sha256.of("b");

  @Test
  void whatIsWrittenIsSortedAndReadsBackTheSame() {
    TreeMap<BundlePath, Sha256> files = new TreeMap<>();
    files.put(new BundlePath("repo/b_1.0~rc1+dfsg-1_amd64.deb"), B);
    files.put(new BundlePath("bundle.json"), A);
    Checksums checksums = new Checksums(files);

    assertEquals(
        A + "  bundle.json\n" + B + "  repo/b_1.0~rc1+dfsg-1_amd64.deb\n", checksums.text());
    assertEquals(new Loaded.Ok<>(checksums), Checksums.parse("SHA256SUMS", checksums.text()));
  }

  @Test
  void sha256sumChecksWhatIsWritten(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("files"));
    Files.writeString(folder.resolve("files/with blank"), "a");
    TreeMap<BundlePath, Sha256> files = new TreeMap<>();
    files.put(new BundlePath("files/with blank"), A);
    Files.writeString(folder.resolve("SHA256SUMS"), new Checksums(files).text());

    assertEquals(0, sha256sum(folder));
    Files.writeString(folder.resolve("files/with blank"), "b");
    assertEquals(1, sha256sum(folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../outside",
        "repo/../../outside",
        "repo//x",
        "./x",
        "repo/",
        "with\\backslash",
        "with\u0007bell",
        "with\rreturn",
        "schön",
        "SHA256SUMS",
        "SHA256SUMS.asc"
      })
  void aPathThatCouldMeanSomethingElseIsRefused(String path) {
    assertInstanceOf(Loaded.Refused.class, Checksums.parse("SHA256SUMS", A + "  " + path + "\n"));
  }

  @Test
  void everyFaultIsListedWithItsLine() {
    String text = A + "  twice\n" + B + "  twice\nrubbish\n" + A + " *binary\n";

    Loaded<Checksums> loaded = Checksums.parse("SHA256SUMS", text);

    Loaded.Refused<?> refused = assertInstanceOf(Loaded.Refused.class, loaded);
    assertEquals(
        List.of("SHA256SUMS:2", "SHA256SUMS:3", "SHA256SUMS:4"),
        refused.problems().stream().map(Problem::where).toList());
  }

  @Test
  void aFileThatWasCutOffIsRefused() {
    assertInstanceOf(Loaded.Refused.class, Checksums.parse("SHA256SUMS", A + "  repo/x"));
  }

  private static int sha256sum(Path folder) throws IOException, InterruptedException {
    return new ProcessBuilder("sha256sum", "--check", "--strict", "SHA256SUMS")
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
