package org.pgv.manifests.value;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A digest of an algorithm for which nobody can make another file of the same digest. */
public record StrongDigest(Algorithm algorithm, String hex) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");
  private static final int BUFFER_BYTES = 1 << 16;

  /** What is relied on beside SHA-256 itself. SHA-1 and MD5 are broken, and never are. */
  public enum Algorithm {
    SHA256("SHA-256", 64),
    SHA384("SHA-384", 96),
    SHA512("SHA-512", 128);

    private final String java;
    private final int digits;

    Algorithm(String java, int digits) {
      this.java = java;
      this.digits = digits;
    }

    /** The algorithm that metadata calls so, such as {@code sha512}; empty for any other. */
    public static Optional<Algorithm> named(String name) {
      return Arrays.stream(values())
          .filter(one -> one.name().equals(name.toUpperCase(Locale.ROOT)))
          .findFirst();
    }

    private MessageDigest start() {
      try {
        return MessageDigest.getInstance(java);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java runtime lacks " + java, e);
      }
    }
  }

  public StrongDigest {
    if (hex.length() != algorithm.digits || !HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "not a " + algorithm.java + " digest in lower-case hex: '" + hex + "'");
    }
  }

  public static StrongDigest of(Sha256 sha256) {
    return new StrongDigest(Algorithm.SHA256, sha256.hex());
  }

  /** The digest of a file's content, read once as a stream. */
  public static StrongDigest of(Algorithm algorithm, Path file) throws IOException {
    MessageDigest digest = algorithm.start();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return new StrongDigest(algorithm, HexFormat.of().formatHex(digest.digest()));
  }

  /** The SHA-256 that it is; empty where it is of another algorithm. */
  public Optional<Sha256> sha256() {
    return algorithm == Algorithm.SHA256 ? Optional.of(new Sha256(hex)) : Optional.empty();
  }

  /** Such as {@code sha512:0123…}. */
  @Override
  public String toString() {
    return algorithm.name().toLowerCase(Locale.ROOT) + ":" + hex;
  }
}
