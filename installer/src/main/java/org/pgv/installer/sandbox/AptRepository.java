package org.pgv.installer.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;

/**
 * A bundle's own package repository, as apt is told of it.
 *
 * @param folder the repository
 * @param key the key its index is signed with
 * @param digest changes whenever anything in the bundle does
 */
public record AptRepository(Path folder, String suite, Path key, Sha256 digest) {

  /** The repository in an unpacked bundle. */
  public static AptRepository in(Path bundle) throws IOException {
    Path root = bundle.toAbsolutePath().normalize();
    if (!BundleLayout.isBundle(root)) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              bundle.toString(), "is not a bundle", "build one with 'pgv-bundle build debian13'"));
    }
    Path repository = root.resolve(BundleLayout.REPOSITORY);
    Path suites = repository.resolve("dists");
    List<String> found = Files.isDirectory(suites) ? names(suites) : List.of();
    if (found.size() != 1) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              repository.toString(),
              "holds no Debian packages, and a sandbox can be made of nothing else",
              "use a bundle for debian12 or debian13"));
    }
    return new AptRepository(
        repository,
        found.getFirst(),
        root.resolve(BundleLayout.SIGNER_KEY),
        Sha256.of(root.resolve(BundleLayout.CHECKSUMS)));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }
}
