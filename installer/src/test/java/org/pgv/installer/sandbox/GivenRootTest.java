package org.pgv.installer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

class GivenRootTest {
  private final Path folder;

  GivenRootTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static List<String> problems(Path root) {
    return assertThrows(Refusal.class, () -> GivenRoot.in(root)).problems().stream()
        .map(Problem::what)
        .toList();
  }

  private static Path host(Path root) throws IOException {
    for (String program : List.of("usr/lib/systemd/systemd", "usr/sbin/sshd")) {
      Path file = root.resolve(program);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
    return root;
  }

  @Test
  void takesTheFileSystemOfAHost() throws IOException {
    Path root = host(folder.resolve("golden image"));

    assertEquals(root, GivenRoot.in(root.resolve("../golden image")).folder());
  }

  @Test
  void refusesWhatCouldNotBootOrLetNobodyInAndSaysAllOfIt() {
    assertEquals(List.of("has no systemd", "has no sshd"), problems(folder.resolve("nowhere")));
  }

  /** Folders of an overlay are separated by them. */
  @Test
  void refusesAPathThatAnOverlayWouldTakeApart() throws IOException {
    assertEquals(
        List.of("has ':', ',' or '\\' in its path"), problems(host(folder.resolve("a:b,c"))));
  }
}
