package org.pgv.installer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.console.CommandReference;
import org.pgv.manifests.console.Console;

class CommandReferenceTest {
  private static final Path PAGE =
      Path.of(System.getProperty("pgv.root"), "docs/reference/pgv-install.md");

  /** Rewrite it with {@code -Dreference.update}. */
  @Test
  void isWhatTheDocumentationSays() throws IOException {
    String page = CommandReference.markdown(Main.commandLine(Console.ofProcess()));
    if (System.getProperty("reference.update") != null) {
      Files.writeString(PAGE, page);
    }

    assertEquals(page, Files.readString(PAGE));
  }
}
