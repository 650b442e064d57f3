package org.pgv.mirror.rpm.file;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.pgv.pki.openpgp.SignatureVerifier;
import org.pgv.pki.openpgp.StreamCheck;

/**
 * Everything in a package that proves something about it, by what it is made over: the main header,
 * the header and the payload as one, or the payload alone.
 */
final class Evidence {
  /** By the numbers of RFC 9580 section 9.5. */
  private static final long SHA256 = 8;

  private final List<DigestCheck> headerDigests = new ArrayList<>();
  private final List<DigestCheck> wholeDigests = new ArrayList<>();
  private final List<DigestCheck> payloadDigests = new ArrayList<>();
  private final List<StreamCheck> headerSignatures = new ArrayList<>();
  private final List<StreamCheck> openPgpSignatures = new ArrayList<>();
  private final List<StreamCheck> wholeSignatures = new ArrayList<>();

  private final Header signature;
  private final Header header;
  private final SignatureVerifier verifier;

  private Evidence(RpmFile file, SignatureVerifier verifier) {
    this.signature = file.signature();
    this.header = file.header();
    this.verifier = verifier;
  }

  static Evidence gather(RpmFile file, SignatureVerifier verifier) throws Malformed {
    Evidence evidence = new Evidence(file, verifier);
    evidence.gatherDigests();
    evidence.gatherPayloadDigests();
    evidence.gatherSignatures();
    return evidence;
  }

  private void gatherDigests() throws Malformed {
    addText(headerDigests, Tag.SIGNATURE_SHA1, "SHA-1", 40);
    addText(headerDigests, Tag.SIGNATURE_SHA256, "SHA-256", 64);
    addText(headerDigests, Tag.SIGNATURE_SHA3_256, "SHA3-256", 64);
    byte[] md5 = signature.binary(Tag.SIGNATURE_MD5);
    if (signature.has(Tag.SIGNATURE_MD5)) {
      String stated = HexFormat.of().formatHex(md5);
      wholeDigests.add(new DigestCheck("MD5 of header and payload", "MD5", stated));
    }
  }

  private void addText(List<DigestCheck> digests, Tag tag, String algorithm, int length)
      throws Malformed {
    if (!signature.has(tag)) {
      return;
    }
    String stated = signature.text(tag);
    if (stated.length() != length) {
      throw new Malformed("its signature header has a broken " + algorithm + " digest");
    }
    digests.add(new DigestCheck(algorithm + " of the header", algorithm, stated));
  }

  /** The alternative is of the unpacked payload, which is what a file with an unpacked one has. */
  private void gatherPayloadDigests() throws Malformed {
    if (!header.has(Tag.PAYLOAD_DIGEST)) {
      return;
    }
    if (header.number(Tag.PAYLOAD_DIGEST_ALGORITHM).orElse(SHA256) != SHA256) {
      throw new Malformed("its payload's digest is of an algorithm other than SHA-256");
    }
    for (Tag tag : List.of(Tag.PAYLOAD_DIGEST, Tag.PAYLOAD_DIGEST_ALTERNATIVE)) {
      for (String stated : header.texts(tag)) {
        payloadDigests.add(new DigestCheck("SHA-256 of the payload", "SHA-256", stated));
      }
    }
  }

  private void gatherSignatures() throws Malformed {
    for (Tag tag : List.of(Tag.SIGNATURE_RSA, Tag.SIGNATURE_DSA)) {
      if (signature.has(tag)) {
        headerSignatures.add(verifier.begin(signature.binary(tag)));
      }
    }
    for (Tag tag : List.of(Tag.SIGNATURE_PGP, Tag.SIGNATURE_GPG)) {
      if (signature.has(tag)) {
        wholeSignatures.add(verifier.begin(signature.binary(tag)));
      }
    }
    for (String encoded : signature.texts(Tag.SIGNATURE_OPENPGP)) {
      try {
        openPgpSignatures.add(verifier.begin(Base64.getDecoder().decode(encoded)));
      } catch (IllegalArgumentException e) {
        throw new Malformed("its signature header has a signature that is not base64");
      }
    }
  }

  void updateHeader(byte[] bytes) {
    int length = bytes.length;
    headerDigests.forEach(digest -> digest.update(bytes, 0, length));
    headerSignatures.forEach(check -> check.update(bytes, 0, length));
    openPgpSignatures.forEach(check -> check.update(bytes, 0, length));
    wholeDigests.forEach(digest -> digest.update(bytes, 0, length));
    wholeSignatures.forEach(check -> check.update(bytes, 0, length));
  }

  void updatePayload(byte[] bytes, int length) {
    payloadDigests.forEach(digest -> digest.update(bytes, 0, length));
    wholeDigests.forEach(digest -> digest.update(bytes, 0, length));
    wholeSignatures.forEach(check -> check.update(bytes, 0, length));
  }

  /** Digests of the header, and of header and payload, which must all hold. */
  List<DigestCheck> digests() {
    List<DigestCheck> all = new ArrayList<>(headerDigests);
    all.addAll(wholeDigests);
    return all;
  }

  /** Digests of the payload, of which one must hold. */
  List<DigestCheck> payloadDigests() {
    return payloadDigests;
  }

  /** RPM v4 signatures, over the header. */
  List<StreamCheck> headerSignatures() {
    return headerSignatures;
  }

  /** RPM v6 signatures, over the header: of one package by keys old and new. */
  List<StreamCheck> openPgpSignatures() {
    return openPgpSignatures;
  }

  /** RPM v3 signatures, over header and payload. */
  List<StreamCheck> wholeSignatures() {
    return wholeSignatures;
  }
}
