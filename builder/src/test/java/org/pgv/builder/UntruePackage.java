package org.pgv.builder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Alters a file in a package that is not compressed, and then every digest that the package has of
 * its payload and of its header, as somebody would who can sign; the digest of the file stays.
 */
final class UntruePackage {
  private static final int LEAD_BYTES = 96;

  private UntruePackage() {}

  static void make(Path file, String content) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int headerStart = (headerEnd(bytes, LEAD_BYTES) + 7) / 8 * 8;
    int payloadStart = headerEnd(bytes, headerStart);
    String signature = latin(bytes, 0, headerStart);
    String header = latin(bytes, headerStart, payloadStart);
    String payload = latin(bytes, payloadStart, bytes.length);

    String altered = replaced(payload, content, content.toUpperCase(Locale.ROOT));
    String untrue = replaced(header, hex("SHA-256", payload), hex("SHA-256", altered));
    signature = replaced(signature, hex("SHA-1", header), hex("SHA-1", untrue));
    signature = replaced(signature, hex("SHA-256", header), hex("SHA-256", untrue));
    signature = replaced(signature, raw("MD5", header + payload), raw("MD5", untrue + altered));

    Files.write(file, (signature + untrue + altered).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static int headerEnd(byte[] bytes, int start) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return start + 16 + 16 * buffer.getInt(start + 8) + buffer.getInt(start + 12);
  }

  private static String replaced(String text, String one, String other) {
    if (!text.contains(one)) {
      throw new IllegalStateException("the package has not what is to be altered");
    }
    return text.replace(one, other);
  }

  private static String hex(String algorithm, String text) {
    return HexFormat.of().formatHex(digest(algorithm, text));
  }

  private static String raw(String algorithm, String text) {
    return new String(digest(algorithm, text), StandardCharsets.ISO_8859_1);
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm)
          .digest(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String latin(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
