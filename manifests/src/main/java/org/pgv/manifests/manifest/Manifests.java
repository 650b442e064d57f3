package org.pgv.manifests.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pgv.manifests.manifest.RemoteFile.Signature.OpenPgp;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Target;

/**
 * Opens manifests with their key files: the ones that are shipped, or a person's own. Key files and
 * {@code .repo} files lie beside a manifest; key files those that are shipped can be named by any
 * manifest.
 */
public final class Manifests {
  private static final String ARMOR = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

  private Manifests() {}

  /** The targets a manifest is shipped for. */
  public static List<String> shippedTargets() {
    return List.of("debian12", "debian13", "el9", "el9-arm64", "el10", "el10-arm64");
  }

  /** The text of the manifest that is shipped for a target. */
  public static Optional<String> shippedText(Target target) {
    if (target.family() == Target.Family.DEB) {
      return resource(target + ".yaml");
    }
    // Addresses of RPM repositories have variables: one text is for all architectures.
    return resource(target.os() + target.release() + ".yaml")
        .map(text -> text.replaceFirst("(?m)^target: .*$", "target: " + target));
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
    SortedMap<String, TextFile> repoFiles = new TreeMap<>();
    Beside beside =
        name -> {
          Optional<String> content = beside(name, folder, StandardCharsets.UTF_8);
          content.ifPresent(found -> repoFiles.put(name, new TextFile(name, found)));
          return content;
        };
    Manifest manifest = ManifestReader.read(place, text, beside).orRefuse();
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
    List<TextFile> baselines = new ArrayList<>();
    for (String name : manifest.choice().hosts().baselines()) {
      beside(name, folder, StandardCharsets.UTF_8)
          .ifPresentOrElse(
              list -> baselines.add(new TextFile(name, list)),
              () ->
                  problems.add(new Problem(place, "list " + name + " is missing", "put it there")));
    }
    NamedFiles named = new NamedFiles(files, List.copyOf(repoFiles.values()), baselines);
    return problems.isEmpty()
        ? new ManifestDocument(place, text, manifest, named)
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
    return beside(name, folder, StandardCharsets.ISO_8859_1).or(() -> resource("keys/" + name));
  }

  private static Optional<String> beside(String name, Optional<Path> folder, Charset charset) {
    Optional<Path> file = folder.map(f -> f.resolve(name)).filter(Files::isRegularFile);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file.get(), charset));
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
