package org.pgv.pki.openpgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/** OpenPGP packets as files hold them: binary, or in one or several armored blocks. */
final class KeyFile {
  private static final String ARMOR = "-----BEGIN PGP ";

  private KeyFile() {}

  /**
   * The public keys in a file's content. One that cannot be read, such as a key of an algorithm
   * this library does not know, does not hide those before it and in other blocks.
   */
  static List<PGPPublicKeyRing> publicKeys(byte[] content) throws IOException {
    List<PGPPublicKeyRing> keys = new ArrayList<>();
    Optional<IOException> failure = Optional.empty();
    for (byte[] packets : packets(content)) {
      try {
        read(packets, keys);
      } catch (IOException e) {
        failure = Optional.of(e);
      }
    }
    if (keys.isEmpty() && failure.isPresent()) {
      throw failure.get();
    }
    return keys;
  }

  private static void read(byte[] packets, List<PGPPublicKeyRing> keys) throws IOException {
    BcPGPObjectFactory objects = new BcPGPObjectFactory(packets);
    try {
      for (Object next = objects.nextObject(); next != null; next = objects.nextObject()) {
        if (next instanceof PGPPublicKeyRing ring) {
          keys.add(ring);
        }
      }
    } catch (RuntimeException e) {
      // Bouncy Castle reports some malformed packets so.
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The packets of each armored block, or of the binary content. */
  static List<byte[]> packets(byte[] content) throws IOException {
    // Latin-1 keeps each byte, so that text before and between the blocks cannot fail to decode.
    String text = new String(content, StandardCharsets.ISO_8859_1);
    if (!text.contains(ARMOR)) {
      return List.of(content);
    }
    List<byte[]> blocks = new ArrayList<>();
    for (int at = text.indexOf(ARMOR); at >= 0; ) {
      int next = text.indexOf(ARMOR, at + 1);
      String block = next < 0 ? text.substring(at) : text.substring(at, next);
      blocks.add(dearmor(block.getBytes(StandardCharsets.ISO_8859_1)));
      at = next;
    }
    return blocks;
  }

  static byte[] dearmor(byte[] armored) throws IOException {
    try (InputStream in = new ArmoredInputStream(new ByteArrayInputStream(armored))) {
      return in.readAllBytes();
    }
  }

  /** Armor without headers, so that the text depends on the packets alone. */
  static String armor(byte[] packets) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (ArmoredOutputStream out = ArmoredOutputStream.builder().clearHeaders().build(text)) {
      out.write(packets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(StandardCharsets.US_ASCII);
  }
}
