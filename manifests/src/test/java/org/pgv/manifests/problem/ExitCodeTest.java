package org.pgv.manifests.problem;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExitCodeTest {
  @ParameterizedTest
  @EnumSource(ExitCode.class)
  void isInTheReference(ExitCode code) throws IOException {
    String row = "| " + code.number() + " | " + code.meaning() + " |";

    assertTrue(
        Files.readString(Path.of(System.getProperty("pgv.root"), "docs/reference/exit-codes.md"))
            .contains(row),
        "docs/reference/exit-codes.md lacks: " + row);
  }
}
