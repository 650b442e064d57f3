package org.pgv.mirror.rpm.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A signature header or a main header: an index of tags and the data they point to. Whatever is
 * asked of it lies within it; a tag of another type than asked for is refused.
 */
final class Header {
  private final byte[] bytes;
  private final ByteBuffer data;
  private final Map<Integer, HeaderEntry> entries = new HashMap<>();

  /**
   * Takes a header apart.
   *
   * @param bytes the whole header from its magic to the last byte of its data
   */
  Header(byte[] bytes, HeaderKind kind) throws Malformed {
    this.bytes = bytes;
    ByteBuffer whole = ByteBuffer.wrap(bytes);
    HeaderSize size = HeaderSize.read(whole, kind);
    ByteBuffer index = whole.slice(HeaderSize.BYTES, size.entries() * HeaderEntry.BYTES);
    ByteBuffer all = whole.slice(HeaderSize.BYTES + index.limit(), size.data());
    boolean sealed = HeaderRegion.passed(index, all, kind);
    // The region's own data ends the header and is nobody else's.
    this.data = sealed ? all.slice(0, all.limit() - HeaderEntry.BYTES) : all;
    readEntries(sealed ? index.position(HeaderEntry.BYTES) : index);
  }

  /** Data follows the order of the index, so that no two entries share a byte. */
  private void readEntries(ByteBuffer index) throws Malformed {
    int end = 0;
    while (index.hasRemaining()) {
      HeaderEntry entry = HeaderEntry.read(index, data, end);
      if (entry.tag() < HeaderRegion.FIRST_ORDINARY_TAG) {
        throw new Malformed("has the tag " + entry.tag() + ", which only a region may have");
      }
      if (entries.put(entry.tag(), entry) != null) {
        // Two readers could each take another one to be meant.
        throw new Malformed("has tag " + entry.tag() + " twice");
      }
      end = entry.offset() + entry.length();
    }
  }

  /** The header as it is in the file: what header signatures and digests are made over. */
  byte[] bytes() {
    return bytes;
  }

  boolean has(Tag tag) {
    return entries.containsKey(tag.number());
  }

  /** A text, of translations the untranslated one; empty where the header has none. */
  String text(Tag tag) throws Malformed {
    HeaderEntry entry = entries.get(tag.number());
    if (entry == null) {
      return "";
    }
    if (!entry.type().text()) {
      throw wrongType(tag, entry);
    }
    return texts(entry, 1).getFirst();
  }

  /** A list of texts, empty where the header has none. */
  List<String> texts(Tag tag) throws Malformed {
    HeaderEntry entry = entries.get(tag.number());
    if (entry == null) {
      return List.of();
    }
    if (!entry.type().text()) {
      throw wrongType(tag, entry);
    }
    return texts(entry, entry.count());
  }

  /** A list of unsigned numbers, empty where the header has none. */
  long[] numbers(Tag tag) throws Malformed {
    HeaderEntry entry = entries.get(tag.number());
    if (entry == null) {
      return new long[0];
    }
    long[] numbers = new long[entry.count()];
    for (int i = 0; i < numbers.length; i++) {
      int at = entry.offset() + i * entry.type().width();
      numbers[i] =
          switch (entry.type()) {
            case INT16 -> Short.toUnsignedLong(data.getShort(at));
            case INT32 -> Integer.toUnsignedLong(data.getInt(at));
            case INT64 -> data.getLong(at);
            case CHAR, INT8, STRING, BINARY, STRINGS, TRANSLATED -> throw wrongType(tag, entry);
          };
      if (numbers[i] < 0) {
        throw new Malformed("has a number in tag " + tag.number() + " that is too large");
      }
    }
    return numbers;
  }

  /** One unsigned number. */
  Optional<Long> number(Tag tag) throws Malformed {
    long[] numbers = numbers(tag);
    return numbers.length == 0 ? Optional.empty() : Optional.of(numbers[0]);
  }

  /** Bytes, none where the header has none. */
  byte[] binary(Tag tag) throws Malformed {
    HeaderEntry entry = entries.get(tag.number());
    if (entry == null) {
      return new byte[0];
    }
    if (entry.type() != EntryType.BINARY) {
      throw wrongType(tag, entry);
    }
    return copy(entry.offset(), entry.length());
  }

  private List<String> texts(HeaderEntry entry, int count) {
    List<String> texts = new ArrayList<>(count);
    int start = data.arrayOffset() + entry.offset();
    while (texts.size() < count) {
      int end = start;
      boolean ascii = true;
      while (bytes[end] != 0) {
        ascii &= bytes[end] > 0;
        end++;
      }
      texts.add(
          ascii
              ? new String(bytes, start, end - start, StandardCharsets.ISO_8859_1)
              : decoded(Arrays.copyOfRange(bytes, start, end)));
      start = end + 1;
    }
    return texts;
  }

  private byte[] copy(int offset, int length) {
    byte[] copy = new byte[length];
    data.get(offset, copy);
    return copy;
  }

  /** Old packages are not always UTF-8; what is not is taken byte by byte. */
  static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static Malformed wrongType(Tag tag, HeaderEntry entry) {
    return new Malformed("has tag " + tag.number() + " of the wrong type " + entry.type());
  }
}
