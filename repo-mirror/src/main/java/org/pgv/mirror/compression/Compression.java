package org.pgv.mirror.compression;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/** How a file, or a package's payload, is compressed. */
public enum Compression {
  NONE(""),
  GZIP(".gz"),
  XZ(".xz"),
  ZSTD(".zst"),
  BZIP2(".bz2"),
  LZMA(".lzma");

  private static final int BUFFER_BYTES = 1 << 16;

  /** The highest level of xz needs 65 MiB; a file that asks for much more is hostile. */
  private static final int MOST_MEMORY_KIBIBYTES = 96 << 10;

  private final String suffix;

  Compression(String suffix) {
    this.suffix = suffix;
  }

  public String suffix() {
    return suffix;
  }

  /** The compression that the end of a file's name tells. */
  public static Compression of(String path) {
    for (Compression form : values()) {
      if (form != NONE && path.endsWith(form.suffix)) {
        return form;
      }
    }
    return NONE;
  }

  /** The plain content of a compressed stream; whatever is wrong with it is an IOException. */
  public InputStream plain(InputStream compressed) throws IOException {
    return switch (this) {
      case NONE -> compressed;
      case GZIP -> gzip(compressed);
      // Whoever reads an index knows its digest: xz need not check it once more.
      case XZ -> new XZInputStream(compressed, MOST_MEMORY_KIBIBYTES, false);
      case ZSTD -> new ZstdInputStream(compressed);
      case BZIP2 -> new Bzip2Input(compressed);
      case LZMA -> new LZMAInputStream(compressed, MOST_MEMORY_KIBIBYTES);
    };
  }

  /** The JDK's own decoder is silent about what follows the last member. */
  @SuppressWarnings("deprecation") // What replaces the constructor brings in types of commons-io.
  private static InputStream gzip(InputStream compressed) throws IOException {
    return new GzipCompressorInputStream(compressed, true);
  }

  /**
   * Compresses an index; the same content always gives the same bytes. The best that gzip can do
   * takes three times as long, and makes an index a fiftieth smaller.
   */
  public byte[] compress(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (OutputStream out =
        this == GZIP ? gzip(bytes, Deflater.DEFAULT_COMPRESSION) : compressing(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The JDK writes no file name and no time into the header. */
  private static OutputStream gzip(OutputStream out, int level) throws IOException {
    return new GZIPOutputStream(out, BUFFER_BYTES) {
      {
        def.setLevel(level);
      }
    };
  }

  OutputStream compressing(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      case GZIP -> gzip(out, Deflater.BEST_COMPRESSION);
      case XZ -> new XZOutputStream(out, new LZMA2Options());
      case ZSTD -> new ZstdOutputStream(out);
      case BZIP2, LZMA -> throw new IllegalArgumentException("nothing is written as " + suffix);
    };
  }
}
