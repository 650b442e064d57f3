package org.pgv.mirror.rpm.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.pgv.mirror.compression.Compression;

/** A payload as it was before it was compressed. */
final class PayloadInput implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZIP_MAGIC = 0x1F8B;

  private final InputStream packed;
  private final InputStream plain;

  private PayloadInput(InputStream packed, InputStream plain) {
    this.packed = packed;
    this.plain = plain;
  }

  static PayloadInput open(RpmFile file) throws IOException, Malformed {
    String format = file.header().text(Tag.PAYLOAD_FORMAT);
    if (!format.isEmpty() && !format.equals("cpio")) {
      throw new Malformed("its payload is of the format '" + format + "', which is not known");
    }
    InputStream packed = new BufferedInputStream(file.payload(), BUFFER_BYTES);
    try {
      return new PayloadInput(packed, compression(file.header(), packed).plain(packed));
    } catch (IOException | Malformed e) {
      packed.close();
      throw e;
    }
  }

  private static Compression compression(Header header, InputStream packed)
      throws IOException, Malformed {
    String name = header.text(Tag.PAYLOAD_COMPRESSOR);
    return switch (name) {
      // rpm takes gzip for meant, and reads through it what is not compressed at all.
      case "", "gzip" -> beginsAsGzip(packed) ? Compression.GZIP : Compression.NONE;
      case "xz" -> Compression.XZ;
      case "zstd" -> Compression.ZSTD;
      case "bzip2" -> Compression.BZIP2;
      case "lzma" -> Compression.LZMA;
      default ->
          throw new Malformed("its payload is compressed by '" + name + "', which is not known");
    };
  }

  private static boolean beginsAsGzip(InputStream packed) throws IOException {
    packed.mark(2);
    int magic = packed.read() << 8 | packed.read();
    packed.reset();
    return magic == GZIP_MAGIC;
  }

  InputStream plain() {
    return plain;
  }

  /** Whether the file ends where what was compressed ends, once all of that was read. */
  boolean ended() throws IOException {
    return packed.read() < 0;
  }

  @Override
  public void close() throws IOException {
    plain.close();
    packed.close();
  }
}
