package org.pgv.installer.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pgv.manifests.bundle.BundleInfo;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.bundle.BundlePath;
import org.pgv.manifests.bundle.BundleVersion;
import org.pgv.manifests.bundle.Checksums;
import org.pgv.manifests.bundle.Inventory;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockFile;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;
import org.pgv.pki.openpgp.SigningKey;

/** A signed bundle with next to nothing in it. */
final class SmallBundle {
  static final Instant MADE = Instant.parse("2026-11-01T00:00:00Z");
  static final SigningKey SIGNER =
      SigningKey.generate("Test Bundle Signer <bundles@example.org>", MADE, new SecureRandom());

  private SmallBundle() {}

  /** A bundle for a target, in a new folder. */
  static Path make(Path folder, String target) throws IOException {
    Lock lock = new Lock(Target.parse(target), "1", Sha256.of("in"), List.of(), List.of());
    BundleInfo info =
        new BundleInfo(
            new BundleInfo.Identity(
                "pgv", Target.parse(target), new BundleVersion("2026.11.20"), MADE),
            Sha256.of(LockFile.text(lock)),
            Sha256.of("in"),
            List.of());
    write(folder.resolve(BundleLayout.INFO), info.text());
    write(folder.resolve(BundleLayout.LOCK_FILE), LockFile.text(lock));
    write(folder.resolve(BundleLayout.SIGNER_KEY), SIGNER.publicKey().armored());
    write(folder.resolve(BundleLayout.UPSTREAM_KEYS + "vendor.asc"), "a vendor's key\n");
    write(folder.resolve("repo/dists/pgv/InRelease"), "signed\n");
    sign(folder);
    return folder;
  }

  private static void sign(Path folder) throws IOException {
    SortedMap<BundlePath, Inventory.Entry> sizes = new TreeMap<>();
    SortedMap<BundlePath, Sha256> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        BundlePath path = new BundlePath(folder.relativize(file).toString());
        sizes.put(path, new Inventory.Entry(false, Files.size(file)));
        digests.put(path, Sha256.of(file));
      }
    }
    Path inventory = write(folder.resolve(BundleLayout.INVENTORY), new Inventory(sizes).text());
    digests.put(new BundlePath(BundleLayout.INVENTORY), Sha256.of(inventory));
    String text = new Checksums(digests).text();
    write(folder.resolve(BundleLayout.CHECKSUMS), text);
    write(
        folder.resolve(BundleLayout.SIGNATURE),
        SIGNER.signDetached(text.getBytes(StandardCharsets.UTF_8), MADE));
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
