package org.pgv.mirror.rpm.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the archive that a payload is, entry by entry, without keeping any: cpio in the "new ASCII"
 * format, and the form of rpm 4.12 and later that leaves what the package's header says to it
 * (docs/manual/large_files.md of rpm).
 */
final class CpioReader {
  private static final String PLAIN = "070701";
  private static final String WITH_CHECKSUM = "070702";
  private static final String STRIPPED = "07070X";
  private static final String TRAILER = "TRAILER!!!";

  private static final int MAGIC_BYTES = 6;
  private static final int NUMBER_BYTES = 8;
  private static final int NUMBERS = 13;
  private static final int ALIGNMENT = 4;

  /** PATH_MAX of Linux, which is also what rpm reads at most. */
  private static final int MOST_NAME_BYTES = 4096;

  /** What GNU cpio fills archives up to. */
  private static final int BLOCK_BYTES = 512;

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long offset;

  CpioReader(InputStream in) {
    this.in = in;
  }

  /** What stands before a file's content. */
  sealed interface Entry {
    /**
     * A file that the archive describes.
     *
     * @param mode type and permissions, as in {@code stat}
     * @param special what a device file stands for: its major number times 256, and its minor one
     * @param size of the content that follows, in bytes
     */
    record Named(String name, int mode, long special, long size) implements Entry {}

    /** A file that the package's header describes, by its place in the header's list. */
    record Numbered(long index) implements Entry {}
  }

  /** Takes a piece of a file's content. */
  interface Sink {
    void take(byte[] bytes, int length) throws Malformed;
  }

  /** The next entry, whose content must be read before the one after it; none at the end. */
  Optional<Entry> next() throws IOException, Malformed {
    fill((int) (-offset & (ALIGNMENT - 1)));
    String magic = text(MAGIC_BYTES);
    return switch (magic) {
      case PLAIN, WITH_CHECKSUM -> named();
      case STRIPPED -> {
        Entry.Numbered entry = new Entry.Numbered(number());
        fill((int) (-offset & (ALIGNMENT - 1)));
        yield Optional.of(entry);
      }
      default -> throw new Malformed("its payload has no file header where one must be");
    };
  }

  private Optional<Entry> named() throws IOException, Malformed {
    long[] numbers = new long[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      numbers[i] = number();
    }
    String name = name(numbers[11]);
    fill((int) (-offset & (ALIGNMENT - 1)));
    if (!name.equals(TRAILER)) {
      return Optional.of(
          new Entry.Named(name, (int) numbers[1], numbers[9] << 8 | numbers[10], numbers[6]));
    }
    if (numbers[6] != 0) {
      throw new Malformed("its payload has content after its last file");
    }
    return Optional.empty();
  }

  private String name(long length) throws IOException, Malformed {
    if (length < 2 || length > MOST_NAME_BYTES) {
      throw new Malformed("its payload has a file name of " + length + " bytes");
    }
    byte[] name = new byte[(int) length];
    fill(name.length);
    System.arraycopy(buffer, 0, name, 0, name.length);
    for (int i = 0; i < name.length; i++) {
      // A name that ends early would be another one to those who stop at its end.
      if ((name[i] == 0) != (i == name.length - 1)) {
        throw new Malformed("its payload has a file name that does not end where it says");
      }
    }
    return Header.decoded(Arrays.copyOf(name, name.length - 1));
  }

  private long number() throws IOException, Malformed {
    String digits = text(NUMBER_BYTES);
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0) {
        throw new Malformed("its payload has a file header with no number where one must be");
      }
      number = number << 4 | digit;
    }
    return number;
  }

  private String text(int length) throws IOException {
    fill(length);
    return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** Reads so many bytes of content. */
  void content(long size, Sink sink) throws IOException, Malformed {
    for (long left = size; left > 0; ) {
      int length = (int) Math.min(left, buffer.length);
      fill(length);
      sink.take(buffer, length);
      left -= length;
    }
  }

  private void fill(int length) throws IOException {
    int read = in.readNBytes(buffer, 0, length);
    offset += read;
    if (read < length) {
      throw new EOFException();
    }
  }

  /** After the last entry nothing may follow but what fills up a block. */
  void end() throws IOException, Malformed {
    int read = in.readNBytes(buffer, 0, BLOCK_BYTES);
    for (int i = 0; i < read; i++) {
      if (buffer[i] != 0) {
        throw new Malformed("its payload goes on after its end");
      }
    }
    if (read == BLOCK_BYTES) {
      throw new Malformed("its payload goes on after its end");
    }
  }
}
