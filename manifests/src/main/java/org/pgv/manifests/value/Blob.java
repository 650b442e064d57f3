package org.pgv.manifests.value;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Bytes that do not change: digests and signatures are over these, not over what they read as. */
public final class Blob {
  private final byte[] bytes;

  public Blob(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** The text in UTF-8. */
  public static Blob of(String text) {
    return new Blob(text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public long size() {
    return bytes.length;
  }

  public Sha256 sha256() {
    return Sha256.of(bytes);
  }

  /** What it reads as in UTF-8 or, where it is not that, in Latin-1, which anything is. */
  public String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  public void writeTo(Path file) throws IOException {
    Files.write(file, bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Blob that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes with sha256 " + sha256();
  }
}
