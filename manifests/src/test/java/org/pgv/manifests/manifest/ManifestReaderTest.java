package org.pgv.manifests.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Target;

class ManifestReaderTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/org/pgv/manifests/manifest/golden");

  static List<Path> faults() throws IOException {
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void saysEveryMistakeWithItsLine(Path folder) throws IOException {
    String text = Files.readString(folder.resolve("manifest.yaml"));

    String said =
        switch (ManifestReader.read("manifest.yaml", text)) {
          case Loaded.Ok<?> _ -> "fine\n";
          case Loaded.Refused<?>(List<Problem> problems) ->
              problems.stream().map(p -> p + "\n").collect(Collectors.joining());
        };

    Path expected = folder.resolve("problems.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, said);
    }
    assertEquals(Files.readString(expected), said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"debian12", "debian13", "el9", "el10"})
  void shippedManifestsAreFineAndBringTheirKeys(String target) {
    ManifestDocument document = Manifests.shipped(Target.parse(target));

    assertEquals(target, document.manifest().target().toString());
    assertEquals(
        document.manifest().repositories().stream()
            .flatMap(repository -> repository.keys().stream())
            .map(PinnedKey::file)
            .sorted()
            .distinct()
            .toList(),
        document.keyFiles().stream().map(KeyFile::name).toList());
  }

  @Test
  void everyChangeOfTextKeyOrResolverGivesOtherInputs() {
    ManifestDocument document = Manifests.shipped(Target.parse("debian13"));
    ManifestDocument otherText =
        new ManifestDocument("x", document.text() + "\n", document.manifest(), document.keyFiles());
    ManifestDocument otherKeys =
        new ManifestDocument("x", document.text(), document.manifest(), List.of());

    long distinct =
        Stream.of(
                document.inputs("1"),
                document.inputs("2"),
                otherText.inputs("1"),
                otherKeys.inputs("1"))
            .distinct()
            .count();

    assertEquals(4, distinct);
    assertTrue(document.text().contains("debian13"));
  }
}
