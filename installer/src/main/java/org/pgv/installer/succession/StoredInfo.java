package org.pgv.installer.succession;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.pgv.installer.component.pgbackrest.Catalog;
import org.pgv.installer.component.pgbackrest.WalPosition;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.value.Secret;

/**
 * pgBackRest's own list of the backups of a stanza ({@code backup.info}): sections of keys with
 * JSON values, encrypted by the repository's passphrase.
 *
 * @param postgres the major version of the server, such as {@code 17}
 */
record StoredInfo(String postgres, Catalog catalog) {
  private static final byte[] SALTED = "Salted__".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT = 8;
  private static final int KEY = 32;
  private static final int VECTOR = 16;

  /**
   * Opens one; empty where the passphrase is another's or the file is damaged.
   *
   * @param content in base64
   */
  static Optional<StoredInfo> open(String content, Secret passphrase) {
    try {
      return decrypted(Base64.getMimeDecoder().decode(content), passphrase)
          .filter(text -> text.startsWith("[backrest]"))
          .map(StoredInfo::parse);
    } catch (UncheckedIOException _) {
      return Optional.empty();
    }
  }

  private static StoredInfo parse(String text) {
    List<Catalog.Entry> backups = new ArrayList<>();
    String section = "";
    String version = "";
    for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
      if (line.startsWith("[")) {
        section = line;
        continue;
      }
      int sign = Math.max(0, line.indexOf('='));
      JsonNode value = Json.tree(line.substring(sign + 1));
      switch (section) {
        case "[backup:current]" -> backups.add(entry(line.substring(0, sign), value));
        case "[db]" -> version = line.startsWith("db-version=") ? value.asText() : version;
        default -> {}
      }
    }
    return new StoredInfo(version, new Catalog(backups, Catalog.State.OK, "", false));
  }

  private static Catalog.Entry entry(String label, JsonNode value) {
    return new Catalog.Entry(
        label,
        value.path("backup-type").asText(),
        Instant.ofEpochSecond(value.path("backup-timestamp-start").asLong()),
        Instant.ofEpochSecond(value.path("backup-timestamp-stop").asLong()),
        WalPosition.of(
            value.path("backup-archive-stop").asText(), value.path("backup-lsn-stop").asText()),
        value.path("backup-info-size").asLong(),
        value.path("backup-info-repo-size-delta").asLong());
  }

  /** As {@code openssl enc -d -aes-256-cbc -md sha1} does it. */
  private static Optional<String> decrypted(byte[] content, Secret passphrase) {
    int begin = SALTED.length + SALT;
    if (content.length < begin
        || !Arrays.equals(content, 0, SALTED.length, SALTED, 0, SALTED.length)) {
      return Optional.empty();
    }
    try {
      byte[] salt = Arrays.copyOfRange(content, SALTED.length, begin);
      byte[] derived = derived(passphrase.reveal().getBytes(StandardCharsets.UTF_8), salt);
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(derived, 0, KEY, "AES"),
          new IvParameterSpec(derived, KEY, VECTOR));
      byte[] text = cipher.doFinal(content, begin, content.length - begin);
      return Optional.of(new String(text, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  /** Key and first vector of a passphrase: OpenSSL's {@code EVP_BytesToKey} with one round. */
  private static byte[] derived(byte[] passphrase, byte[] salt) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-1");
    byte[] derived = new byte[0];
    byte[] last = new byte[0];
    while (derived.length < KEY + VECTOR) {
      digest.update(last);
      digest.update(passphrase);
      last = digest.digest(salt);
      int length = derived.length;
      derived = Arrays.copyOf(derived, length + last.length);
      System.arraycopy(last, 0, derived, length, last.length);
    }
    return derived;
  }
}
