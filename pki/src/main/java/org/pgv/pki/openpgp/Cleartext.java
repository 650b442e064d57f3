package org.pgv.pki.openpgp;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pgv.manifests.value.Blob;

/**
 * The cleartext signature framework (RFC 9580 section 7): readable text with its signature below.
 * Reading is stricter than the standard: nothing may stand before or after the message, no header
 * but Hash, no control character; so no reader can take another text to be the signed one.
 */
final class Cleartext {
  private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
  private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
  private static final String END = "-----END PGP SIGNATURE-----";

  /** The message is not one that this framework allows. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String why) {
      super(why);
    }
  }

  private final List<String> lines;
  private final String signature;

  private Cleartext(List<String> lines, String signature) {
    this.lines = lines;
    this.signature = signature;
  }

  static Cleartext parse(byte[] message) throws Malformed {
    // Latin-1 keeps each byte as one character: what is signed are bytes.
    String all = new String(message, StandardCharsets.ISO_8859_1);
    List<String> read = new ArrayList<>();
    for (String line : all.split("\n", -1)) {
      read.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }
    if (!read.getFirst().equals(BEGIN)) {
      throw new Malformed("it does not begin with '" + BEGIN + "'");
    }
    int text = endOfHeaders(read);
    int signature = read.indexOf(SIGNATURE);
    int end = read.indexOf(END);
    if (signature < text || end < signature) {
      throw new Malformed("it does not end with a signature");
    }
    if (read.subList(end + 1, read.size()).stream().anyMatch(line -> !line.isBlank())) {
      throw new Malformed("there is text behind the signature");
    }
    List<String> lines = new ArrayList<>();
    for (String line : read.subList(text, signature)) {
      lines.add(unescape(line));
    }
    return new Cleartext(lines, String.join("\n", read.subList(signature, end + 1)) + "\n");
  }

  /** A message of this text and the signature that {@code signer} makes over its signed form. */
  static String write(String text, Function<byte[], String> signer) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    String escaped =
        lines.stream()
            .map(line -> line.startsWith("-") ? "- " + line : line)
            .collect(Collectors.joining("\n"));
    byte[] signed = signedForm(lines, StandardCharsets.UTF_8);
    return BEGIN + "\nHash: SHA512\n\n" + escaped + "\n" + signer.apply(signed);
  }

  /**
   * The text as a reader may use it: lines end with a line feed, and none with blanks. What is not
   * UTF-8 is Latin-1: what was signed are the bytes, and those are what was verified.
   */
  String text() {
    byte[] bytes =
        lines.stream()
            .map(line -> line + "\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.ISO_8859_1);
    return new Blob(bytes).text();
  }

  /** The bytes that are signed. */
  byte[] signed() {
    return signedForm(lines, StandardCharsets.ISO_8859_1);
  }

  /** The armored signatures. */
  byte[] signature() {
    return signature.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] signedForm(List<String> lines, Charset charset) {
    // Section 7.2: trailing blanks do not count, nor does the line ending before the signature.
    return lines.stream()
        .map(Cleartext::withoutTrailingBlanks)
        .collect(Collectors.joining("\r\n"))
        .getBytes(charset);
  }

  private static int endOfHeaders(List<String> read) throws Malformed {
    for (int i = 1; i < read.size(); i++) {
      if (read.get(i).isEmpty()) {
        return i + 1;
      }
      if (!read.get(i).startsWith("Hash: ")) {
        throw new Malformed("it has a header other than Hash");
      }
    }
    throw new Malformed("it ends in its headers");
  }

  private static String unescape(String line) throws Malformed {
    if (line.chars().anyMatch(c -> c < ' ' && c != '\t')) {
      throw new Malformed("its text has control characters");
    }
    if (line.startsWith("- ")) {
      return withoutTrailingBlanks(line.substring(2));
    }
    if (line.startsWith("-")) {
      throw new Malformed("its text has a line that starts with '-' and is not escaped");
    }
    return withoutTrailingBlanks(line);
  }

  private static String withoutTrailingBlanks(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
      end--;
    }
    return line.substring(0, end);
  }
}
