package org.pgv.manifests.bundle;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Where things are in a bundle; folders end in a slash, and all paths are relative to its root. */
public final class BundleLayout {
  /** Every other file's digest, as {@code sha256sum} writes and checks it. */
  public static final String CHECKSUMS = "SHA256SUMS";

  /** The armored OpenPGP signature of {@link #CHECKSUMS}. */
  public static final String SIGNATURE = "SHA256SUMS.asc";

  /** Mode and size of every file but itself and the two above, see {@link Inventory}. */
  public static final String INVENTORY = "INVENTORY";

  /** What the bundle says of itself, see {@link BundleInfo}. */
  public static final String INFO = "bundle.json";

  /** Starts the installer after checking that its runtime fits the host. */
  public static final String INSTALL = "install.sh";

  /** The signer's public key. It proves nothing by itself: a person compares its fingerprint. */
  public static final String SIGNER_KEY = "keys/bundle.asc";

  /** The same key in binary, as gpgv takes it. */
  public static final String SIGNER_KEYRING = "keys/bundle.gpg";

  /** Public keys. */
  public static final String KEYS = "keys/";

  /** The lock and the manifest it came from. */
  public static final String LOCK = "lock/";

  /** The lock itself. */
  public static final String LOCK_FILE = "lock/lock.json";

  /** The signed indices and keys that prove each package. */
  public static final String UPSTREAM = "upstream/";

  /** The keys among them. */
  public static final String UPSTREAM_KEYS = "upstream/keys/";

  /** The linked Java runtime with the installer in it. */
  public static final String RUNTIME = "runtime/";

  /** A ready, signed package repository. */
  public static final String REPOSITORY = "repo/";

  /** Artifacts that are not packages. */
  public static final String FILES = "files/";

  private BundleLayout() {}

  /** Whether a folder looks like a bundle; says nothing about trust. */
  public static boolean isBundle(Path folder) {
    return Files.isRegularFile(folder.resolve(CHECKSUMS), LinkOption.NOFOLLOW_LINKS);
  }
}
