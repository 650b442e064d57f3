package org.pgv.installer.secret;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.pgv.manifests.value.Secret;

/** AES-256-GCM (NIST SP 800-38D), a fresh nonce each time, the header authenticated with it. */
final class SecretBox {
  static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** What OWASP recommends for PBKDF2 with HMAC-SHA-256. */
  private static final int ITERATIONS = 600_000;

  private final SecretKey key;

  private SecretBox(SecretKey key) {
    this.key = key;
  }

  static SecretBox withKey(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, not " + key.length);
    }
    return new SecretBox(new SecretKeySpec(key, "AES"));
  }

  static SecretBox withPassphrase(Secret passphrase, byte[] salt) {
    try {
      PBEKeySpec spec =
          new PBEKeySpec(passphrase.reveal().toCharArray(), salt, ITERATIONS, KEY_BYTES * 8);
      return withKey(
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks PBKDF2", e);
    }
  }

  byte[] seal(byte[] content, byte[] header, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, header).doFinal(content);
      byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
      System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
      return all;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt", e);
    }
  }

  /** The content; fails where key, header or content is not what it was when sealed. */
  byte[] open(byte[] sealed, byte[] header) throws GeneralSecurityException {
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    return cipher(Cipher.DECRYPT_MODE, nonce, header)
        .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] header) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(header);
    return cipher;
  }
}
