package org.pgv.manifests.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pgv.manifests.manifest.RemoteFile.Signature.OpenPgp;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Target;

/**
 * Opens manifests with their key files: the ones that are shipped, or a person's own. Key files lie
 * beside a manifest; those that are shipped can be named by any manifest.
 */
public final class Manifests {
  private static final String ARMOR = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

  private Manifests() {}

  /** The targets a manifest is shipped for. */
  public static List<String> shippedTargets() {
    return List.of("debian12", "debian13", "el9", "el10");
  }

  /** The text of the manifest that is shipped for a target. */
  public static Optional<String> shippedText(Target target) {
    return resource(target + ".yaml");
  }

  /** The manifest shipped for a target. */
  public static ManifestDocument shipped(Target target) {
    String text =
        shippedText(target)
            .orElseThrow(
                () ->
                    refusal(
                        target.toString(),
                        "no manifest is shipped for this target",
                        "shipped: "
                            + String.join(", ", shippedTargets())
                            + "; give your own with --manifest FILE"));
    return document(target + ".yaml (shipped)", text, Optional.empty());
  }

  /** A person's own manifest. */
  public static ManifestDocument open(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return document(
          file.toString(), text, Optional.ofNullable(file.toAbsolutePath().getParent()));
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.USAGE, new Problem(file.toString(), "cannot be read: " + e.getMessage()), e);
    }
  }

  private static ManifestDocument document(String place, String text, Optional<Path> folder) {
    Manifest manifest = ManifestReader.read(place, text).orRefuse();
    List<Problem> problems = new ArrayList<>();
    List<KeyFile> files = new ArrayList<>();
    List<String> names =
        Stream.concat(repositoryKeys(manifest), artifactKeys(manifest))
            .map(PinnedKey::file)
            .distinct()
            .sorted()
            .toList();
    for (String name : names) {
      Optional<String> armored = keyText(name, folder);
      if (armored.isEmpty()) {
        problems.add(new Problem(place, "key file " + name + " is missing", "put it beside it"));
      } else if (!armored.get().contains(ARMOR)) {
        problems.add(
            new Problem(name, "is no armored public key", "make one with gpg --armor --export"));
      } else {
        files.add(new KeyFile(name, armored.get()));
      }
    }
    return problems.isEmpty()
        ? new ManifestDocument(place, text, manifest, files)
        : new Loaded.Refused<ManifestDocument>(problems).orRefuse();
  }

  private static Stream<PinnedKey> repositoryKeys(Manifest manifest) {
    return manifest.repositories().stream().flatMap(repository -> repository.keys().stream());
  }

  private static Stream<PinnedKey> artifactKeys(Manifest manifest) {
    return manifest.artifacts().stream()
        .map(ArtifactRequest::content)
        .flatMap(
            content ->
                content instanceof RemoteFile file
                        && file.signature().orElse(null) instanceof OpenPgp(var _, PinnedKey key)
                    ? Stream.of(key)
                    : Stream.of());
  }

  private static Optional<String> keyText(String name, Optional<Path> folder) {
    Optional<Path> beside = folder.map(f -> f.resolve(name)).filter(Files::isRegularFile);
    if (beside.isEmpty()) {
      return resource("keys/" + name);
    }
    try {
      return Optional.of(Files.readString(beside.get(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, new Problem(name, "cannot be read: " + e.getMessage()), e);
    }
  }

  private static Optional<String> resource(String name) {
    try (InputStream in = Manifests.class.getResourceAsStream("shipped/" + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refusal refusal(String where, String what, String hint) {
    return new Refusal(ExitCode.USAGE, new Problem(where, what, hint));
  }
}
