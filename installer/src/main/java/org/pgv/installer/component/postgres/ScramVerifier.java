package org.pgv.installer.component.postgres;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.pgv.manifests.value.Secret;
import org.pgv.manifests.value.Sha256;

/**
 * What PostgreSQL keeps instead of a password (RFC 5802 section 3 with SHA-256, RFC 7677), so that
 * the password itself never leaves the admin host.
 */
final class ScramVerifier {
  /** PostgreSQL's own choices. */
  private static final int ITERATIONS = 4096;

  private static final int SALT_BYTES = 16;

  private ScramVerifier() {}

  /**
   * The verifier of a role's password. The salt comes from role and password, so that the same
   * password gives the same verifier again; it is as hard to foresee as the password.
   */
  static String of(String role, Secret password) {
    byte[] salt = saltOf(role, password);
    byte[] salted = pbkdf2(password, salt);
    byte[] stored = Sha256.newDigest().digest(hmac(salted, "Client Key"));
    byte[] server = hmac(salted, "Server Key");
    Base64.Encoder base64 = Base64.getEncoder();
    return "SCRAM-SHA-256$%d:%s$%s:%s"
        .formatted(
            ITERATIONS,
            base64.encodeToString(salt),
            base64.encodeToString(stored),
            base64.encodeToString(server));
  }

  /** The salt of that verifier, in base64 as it stands there. */
  static String salt(String role, Secret password) {
    return Base64.getEncoder().encodeToString(saltOf(role, password));
  }

  private static byte[] saltOf(String role, Secret password) {
    byte[] secret = password.reveal().getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(hmac(secret, "salt of " + role), SALT_BYTES);
  }

  private static byte[] pbkdf2(Secret password, byte[] salt) {
    PBEKeySpec spec = new PBEKeySpec(password.reveal().toCharArray(), salt, ITERATIONS, 8 * 32);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks PBKDF2 with SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks HMAC with SHA-256", e);
    }
  }
}
