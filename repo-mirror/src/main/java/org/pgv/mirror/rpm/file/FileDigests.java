package org.pgv.mirror.rpm.file;

import java.util.Optional;

/** The digests that a header states of each file, all by one algorithm. */
final class FileDigests {
  /** Headers that name no algorithm are older than the choice. */
  private static final long MD5 = 1;

  private final String algorithm;
  private final int digits;

  private FileDigests(String algorithm, int digits) {
    this.algorithm = algorithm;
    this.digits = digits;
  }

  /** By the numbers of RFC 9580 section 9.5. */
  static FileDigests of(Header header) throws Malformed {
    long number = header.number(Tag.FILE_DIGEST_ALGORITHM).orElse(MD5);
    return switch ((int) number) {
      case 1 -> new FileDigests("MD5", 32);
      case 2 -> new FileDigests("SHA-1", 40);
      case 8 -> new FileDigests("SHA-256", 64);
      case 9 -> new FileDigests("SHA-384", 96);
      case 10 -> new FileDigests("SHA-512", 128);
      case 11 -> new FileDigests("SHA-224", 56);
      case 12 -> new FileDigests("SHA3-256", 64);
      case 14 -> new FileDigests("SHA3-512", 128);
      default -> throw new Malformed("its files' digests are of the unknown algorithm " + number);
    };
  }

  /** The digest to hold a file against; none for an empty one of a time that stated zeros. */
  Optional<DigestCheck> of(PackagedFile file) throws Malformed {
    String stated = file.content().digest();
    if (file.content().size() == 0 && digits == 32 && stated.matches("0*")) {
      return Optional.empty();
    }
    if (stated.length() != digits) {
      throw new Malformed("its header has no " + algorithm + " digest of " + file.path());
    }
    return Optional.of(new DigestCheck(algorithm + " of " + file.path(), algorithm, stated));
  }
}
