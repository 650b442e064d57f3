package org.pgv.installer.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.pgv.installer.state.Turn;
import org.pgv.manifests.console.PrivateFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Secret;

/**
 * An encrypted file. Its first line says what opens it: {@code pgv-secrets/1 key} the key file,
 * {@code pgv-secrets/1 passphrase SALT} a passphrase; the rest is nonce, content and tag.
 */
public final class SecretFile {
  private static final String BY_KEY = "pgv-secrets/1 key";
  private static final String BY_PASSPHRASE = "pgv-secrets/1 passphrase ";
  private static final int SALT_BYTES = 16;

  private final Path file;
  private final Path keyFile;
  private final Optional<Secret> passphrase;
  private final SecureRandom random;

  /**
   * Names the files; neither need be there.
   *
   * @param passphrase used instead of the key file when the file is first written
   */
  public SecretFile(Path file, Path keyFile, Optional<Secret> passphrase, SecureRandom random) {
    this.file = file;
    this.keyFile = keyFile;
    this.passphrase = passphrase;
    this.random = random;
  }

  /** The content; empty where there is no file. */
  public Optional<String> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      byte[] all = Files.readAllBytes(file);
      String header = header(all);
      byte[] sealed = Arrays.copyOfRange(all, header.length() + 1, all.length);
      byte[] content = box(header).open(sealed, header.getBytes(StandardCharsets.UTF_8));
      return Optional.of(new String(content, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | ArrayIndexOutOfBoundsException e) {
      throw refusal(
          "cannot be opened: the key is not the one it was made with, or it is damaged", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Lets one at a time read, change and write it. */
  Turn turn() {
    return Turn.at(file);
  }

  /** Replaces the content, whole or not at all, and on the disk before it returns. */
  public void write(String content) {
    try {
      String header = Files.exists(file) ? header(Files.readAllBytes(file)) : newHeader();
      byte[] head = header.getBytes(StandardCharsets.UTF_8);
      byte[] sealed = box(header).seal(content.getBytes(StandardCharsets.UTF_8), head, random);
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(beside);
      PrivateFile.create(beside);
      try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        write(channel, head);
        write(channel, new byte[] {'\n'});
        write(channel, sealed);
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void write(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private String header(byte[] all) {
    int end = 0;
    while (end < all.length && all[end] != '\n') {
      end++;
    }
    String header = new String(all, 0, end, StandardCharsets.US_ASCII);
    if (!header.equals(BY_KEY) && !header.startsWith(BY_PASSPHRASE)) {
      throw refusal("is not a secrets file of this version", null);
    }
    return header;
  }

  private String newHeader() {
    if (passphrase.isEmpty()) {
      return BY_KEY;
    }
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return BY_PASSPHRASE + HexFormat.of().formatHex(salt);
  }

  private SecretBox box(String header) throws IOException {
    if (header.equals(BY_KEY)) {
      return SecretBox.withKey(key());
    }
    Secret given =
        passphrase.orElseThrow(() -> refusal("needs its passphrase in PGV_PASSPHRASE", null));
    return SecretBox.withPassphrase(
        given, HexFormat.of().parseHex(header.substring(BY_PASSPHRASE.length())));
  }

  private byte[] key() throws IOException {
    if (Files.exists(keyFile)) {
      return Files.readAllBytes(keyFile);
    }
    if (Files.exists(file)) {
      throw refusal("cannot be opened: its key " + keyFile + " is not there", null);
    }
    byte[] key = new byte[SecretBox.KEY_BYTES];
    random.nextBytes(key);
    PrivateFile.create(keyFile);
    try (FileChannel channel = FileChannel.open(keyFile, StandardOpenOption.WRITE)) {
      write(channel, key);
      channel.force(true);
    }
    return key;
  }

  private Refusal refusal(String what, @org.jspecify.annotations.Nullable Throwable cause) {
    Problem problem =
        new Problem(
            file.toString(),
            what,
            "restore both files from the admin host's backup: without them the site's passwords"
                + " and its certificate authority are lost");
    return new Refusal(ExitCode.FAILED, java.util.List.of(problem), cause);
  }
}
