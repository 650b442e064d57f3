package org.pgv.manifests.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  private static final NamedFiles NO_FILES = new NamedFiles(List.of(), List.of(), List.of());

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
        switch (ManifestReader.read("manifest.yaml", text, name -> beside(folder, name))) {
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

  private static Optional<String> beside(Path folder, String name) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void takesFromARepoFileWhatDnfTakesAndItsOwnKeys() throws IOException {
    Path folder = GOLDEN.resolve("fine-repo-file");
    String text = Files.readString(folder.resolve("manifest.yaml"));

    List<PackageRepository> all =
        ManifestReader.read("manifest.yaml", text, name -> beside(folder, name))
            .orRefuse()
            .repositories();

    assertEquals(
        List.of("signed-aarch64", "vendor", "enabled"),
        all.stream().map(PackageRepository::name).toList());
    PackageRepository first = all.getFirst();
    assertEquals(
        List.of(
            URI.create("https://berlin.packages.example/9.6/aarch64/"),
            URI.create("http://fallback.example/9z/")),
        first.mirrors());
    assertEquals("RPM-GPG-KEY-vendor", first.keys().getFirst().file());
    Repodata content = (Repodata) first.content();
    assertEquals(
        new Repodata.Preference(7, 500, List.of("postgresql*", "foo-1.0*"), List.of("*"), true),
        content.preference());
    assertEquals(Optional.empty(), content.unsigned().metadata());
    Repodata vendor = (Repodata) all.get(1).content();
    assertEquals(
        "https://packages.example/metalink?repo=vendor-6&arch=aarch64",
        vendor.metalink().orElseThrow().toString());
    assertTrue(vendor.unsigned().metadata().isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"debian12", "debian13", "el9", "el9-arm64", "el10", "el10-arm64"})
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
        document.files().keys().stream().map(KeyFile::name).toList());
  }

  @Test
  void shippedManifestsOfTheElFamilyAreForEitherArchitecture() {
    for (PackageRepository one :
        Manifests.shipped(Target.parse("el10-arm64")).manifest().repositories()) {
      assertTrue(one.mirrors().getFirst().toString().contains("aarch64"), one.toString());
    }
  }

  @Test
  void everyChangeOfTextKeyOrResolverGivesOtherInputs() {
    ManifestDocument document = Manifests.shipped(Target.parse("debian13"));
    ManifestDocument otherText = with(document, document.text() + "\n", document.files());
    ManifestDocument otherKeys = with(document, document.text(), NO_FILES);
    ManifestDocument otherRepositories =
        with(
            document,
            document.text(),
            new NamedFiles(
                document.files().keys(), List.of(new TextFile("x.repo", "[x]")), List.of()));

    long distinct =
        Stream.of(
                document.inputs("1"),
                document.inputs("2"),
                otherText.inputs("1"),
                otherKeys.inputs("1"),
                otherRepositories.inputs("1"))
            .distinct()
            .count();

    assertEquals(5, distinct);
    assertTrue(document.text().contains("debian13"));
  }

  private static ManifestDocument with(ManifestDocument old, String text, NamedFiles files) {
    return new ManifestDocument("x", text, old.manifest(), files);
  }
}
