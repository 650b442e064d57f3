package org.pgv.installer.succession;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.component.pgbackrest.Catalog;
import org.pgv.installer.component.pgbackrest.WalPosition;
import org.pgv.manifests.value.Secret;

/** A list of backups as pgBackRest writes it, encrypted by openssl. */
class StoredInfoTest {
  private static final String TEXT =
      """
      [backrest]
      backrest-format=5
      backrest-version="2.55.1"

      [backup:current]
      20261121-114320F={"backrest-format":5,"backup-archive-start":"000000010000000000000005",\
      "backup-archive-stop":"000000010000000000000006","backup-lsn-stop":"0/60007B8",\
      "backup-error":false,"backup-info-repo-size":3787192,"backup-info-repo-size-delta":3787192,\
      "backup-info-size":31170564,"backup-timestamp-start":1795261400,\
      "backup-timestamp-stop":1795261406,"backup-type":"full","db-id":1}

      [cipher]
      cipher-pass="ffqXoSCs41o7srA4X0OO2gbj8OxQlbcg/F6TGK8EgHwGUhA7/KyZAhFyd5u+MCEh"

      [db]
      db-id=1
      db-system-id=7710588936145085391
      db-version="17"

      [db:history]
      1={"db-catalog-version":202406281,"db-version":"17"}

      [backrest]
      backrest-checksum="1d0d4189f17be525e6a71b6d94dec7f13653d234"
      """;

  @TempDir private Path folder;

  @Test
  void opensWithThePassphraseAndListsBackups() throws Exception {
    StoredInfo info = StoredInfo.open(base64(encrypted(folder)), new Secret("right")).orElseThrow();

    assertEquals("17", info.postgres());
    assertEquals(
        List.of(
            new Catalog.Entry(
                "20261121-114320F",
                "full",
                Instant.ofEpochSecond(1795261400),
                Instant.ofEpochSecond(1795261406),
                WalPosition.of("000000010000000000000006", "0/60007B8"),
                31170564,
                3787192)),
        info.catalog().backups());
  }

  @Test
  void opensWithNoOtherPassphrase() throws Exception {
    String content = base64(encrypted(folder));

    // One wrong key in 256 leaves a last byte that could end a text: what it begins with decides.
    for (int i = 0; i < 600; i++) {
      assertEquals(Optional.empty(), StoredInfo.open(content, new Secret("wrong " + i)));
    }
  }

  @Test
  void isNotOpenedWhereItIsDamaged() throws Exception {
    byte[] content = encrypted(folder);

    assertEquals(
        Optional.empty(), StoredInfo.open(base64(Arrays.copyOf(content, 40)), new Secret("right")));
    content[200] ^= 1;
    assertEquals(Optional.empty(), StoredInfo.open(base64(content), new Secret("right")));
    content[16] ^= 1;
    assertEquals(Optional.empty(), StoredInfo.open(base64(content), new Secret("right")));
    assertEquals(
        Optional.empty(),
        StoredInfo.open(base64(TEXT.getBytes(StandardCharsets.UTF_8)), new Secret("right")));
    assertEquals(Optional.empty(), StoredInfo.open("", new Secret("right")));
  }

  /** The list, opened by {@code right}. */
  static byte[] encrypted(Path folder) throws IOException, InterruptedException {
    return encrypted(folder, "right");
  }

  static byte[] encrypted(Path folder, String passphrase) throws IOException, InterruptedException {
    Path plain = Files.writeString(folder.resolve("plain"), TEXT);
    Path sealed = folder.resolve("sealed");
    Process openssl =
        new ProcessBuilder(
                List.of(
                    "openssl",
                    "enc",
                    "-aes-256-cbc",
                    "-md",
                    "sha1",
                    "-pass",
                    "pass:" + passphrase,
                    "-in",
                    plain.toString(),
                    "-out",
                    sealed.toString()))
            .start();
    assertEquals(0, openssl.waitFor());
    return Files.readAllBytes(sealed);
  }

  private static String base64(byte[] content) {
    return Base64.getEncoder().encodeToString(content);
  }
}
