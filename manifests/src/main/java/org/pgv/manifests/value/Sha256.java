package org.pgv.manifests.value;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest in its one spelling: 64 lower-case hex digits. */
public record Sha256(String hex) implements Comparable<Sha256> {
  private static final int DIGITS = 64;
  private static final int BUFFER_BYTES = 1 << 17;

  public Sha256 {
    if (!isDigest(hex)) {
      throw new IllegalArgumentException("not a sha256 digest: '" + hex + "'");
    }
  }

  /** By hand: a signed index has hundreds of them, and a pattern takes its time. */
  private static boolean isDigest(String hex) {
    for (int i = 0; i < hex.length(); i++) {
      char digit = hex.charAt(i);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
        return false;
      }
    }
    return hex.length() == DIGITS;
  }

  /** The digest that {@code digest} (a SHA-256 one) has gathered; resets it. */
  public static Sha256 of(MessageDigest digest) {
    return new Sha256(HexFormat.of().formatHex(digest.digest()));
  }

  public static Sha256 of(byte[] content) {
    return new Sha256(HexFormat.of().formatHex(newDigest().digest(content)));
  }

  /** The digest of the text's UTF-8 bytes. */
  public static Sha256 of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of a file's content, read once as a stream. */
  public static Sha256 of(Path file) throws IOException {
    MessageDigest digest = newDigest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return of(digest);
  }

  /** A fresh SHA-256 computation; every Java runtime has one. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }

  @Override
  public int compareTo(Sha256 other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
