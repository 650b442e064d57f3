package org.pgv.pki.minisign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/**
 * Checks minisign signatures (jedisct1.github.io/minisign, "Signature format"): Ed25519 over the
 * BLAKE2b-512 digest of the file. Signatures over the file itself, as versions before 0.10 made by
 * default, are refused: a large file would have to be held in memory.
 */
public final class Minisign {
  private static final int KEY_NUMBER = 2;
  private static final int BODY = 10;
  private static final int KEY_BYTES = BODY + 32;
  private static final int SIGNATURE_BYTES = BODY + 64;
  private static final int DIGEST_BITS = 512;
  private static final int LINES = 4;
  private static final String TRUSTED = "trusted comment: ";
  private static final int BUFFER_BYTES = 1 << 16;

  private Minisign() {}

  /**
   * Refuses a file that the owner of {@code publicKey} did not sign.
   *
   * @param name what problems call the file
   * @param signature the content of the signature's file
   * @param publicKey one line of base64
   */
  public static void check(String name, Path file, byte[] signature, String publicKey)
      throws IOException {
    try {
      byte[] key = decoded(publicKey, KEY_BYTES, "the key");
      List<String> lines =
          new String(signature, StandardCharsets.UTF_8).lines().filter(l -> !l.isEmpty()).toList();
      if (lines.size() != LINES || !lines.get(2).startsWith(TRUSTED)) {
        throw new IllegalArgumentException("its signature is not one of minisign");
      }
      byte[] main = decoded(lines.get(1), SIGNATURE_BYTES, "the signature");
      if (main[0] != 'E' || main[1] != 'D') {
        throw new IllegalArgumentException(
            "its signature is of another kind than minisign 0.10 and newer make");
      }
      if (!Arrays.equals(main, KEY_NUMBER, BODY, key, KEY_NUMBER, BODY)) {
        throw new IllegalArgumentException("another key than the pinned one signed it");
      }
      byte[] own = Arrays.copyOfRange(main, BODY, main.length);
      mustVerify(key, digest(file), own, "it was altered since it was signed");
      byte[] comment = lines.get(2).substring(TRUSTED.length()).getBytes(StandardCharsets.UTF_8);
      byte[] both = Arrays.copyOf(own, own.length + comment.length);
      System.arraycopy(comment, 0, both, own.length, comment.length);
      byte[] overBoth = decoded(lines.get(3), own.length, "the signature of the comment");
      mustVerify(key, both, overBoth, "the comment of its signature was altered");
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          ExitCode.NOT_TRUSTED,
          new Problem(
              name,
              "is not trusted: " + e.getMessage(),
              "compare key and address in the manifest with what its makers publish"),
          e);
    }
  }

  private static void mustVerify(byte[] key, byte[] content, byte[] signature, String otherwise) {
    Ed25519Signer verifier = new Ed25519Signer();
    verifier.init(false, new Ed25519PublicKeyParameters(key, BODY));
    verifier.update(content, 0, content.length);
    if (!verifier.verifySignature(signature)) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static byte[] digest(Path file) throws IOException {
    Blake2bDigest digest = new Blake2bDigest(DIGEST_BITS);
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    byte[] result = new byte[digest.getDigestSize()];
    digest.doFinal(result, 0);
    return result;
  }

  private static byte[] decoded(String text, int length, String what) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (bytes.length != length) {
      throw new IllegalArgumentException(what + " has another length than those of minisign");
    }
    return bytes;
  }
}
