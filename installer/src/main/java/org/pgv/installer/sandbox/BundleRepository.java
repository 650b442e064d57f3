package org.pgv.installer.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target.Family;

/**
 * A bundle's own package repository, as package managers are told of it.
 *
 * @param folder the repository
 * @param keys the key its metadata is signed with, then those of the packages' vendors
 * @param digest changes whenever anything in the bundle does
 */
public record BundleRepository(Family family, Path folder, List<Path> keys, Sha256 digest) {

  public BundleRepository {
    keys = List.copyOf(keys);
  }

  /** The repository in an unpacked bundle. */
  public static BundleRepository in(Path bundle) throws IOException {
    Path root = bundle.toAbsolutePath().normalize();
    if (!BundleLayout.isBundle(root)) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              bundle.toString(), "is not a bundle", "build one with 'pgv-bundle build debian13'"));
    }
    Path repository = root.resolve(BundleLayout.REPOSITORY);
    return new BundleRepository(
        family(repository),
        repository,
        keys(root),
        Sha256.of(root.resolve(BundleLayout.CHECKSUMS)));
  }

  private static Family family(Path repository) {
    if (Files.isDirectory(repository.resolve("dists"))) {
      return Family.DEB;
    }
    if (Files.isDirectory(repository.resolve("repodata"))) {
      return Family.RPM;
    }
    throw new Refusal(
        ExitCode.USAGE,
        new Problem(
            repository.toString(),
            "holds no packages, and a sandbox can be made of nothing else",
            "use a whole bundle"));
  }

  private static List<Path> keys(Path bundle) throws IOException {
    List<Path> keys = new ArrayList<>(List.of(bundle.resolve(BundleLayout.SIGNER_KEY)));
    Path vendors = bundle.resolve(BundleLayout.UPSTREAM_KEYS);
    if (Files.isDirectory(vendors)) {
      try (Stream<Path> files = Files.list(vendors)) {
        files.sorted().forEach(keys::add);
      }
    }
    return keys;
  }
}
