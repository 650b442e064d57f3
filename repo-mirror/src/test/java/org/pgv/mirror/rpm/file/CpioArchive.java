package org.pgv.mirror.rpm.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The archive of an uncompressed payload, to be changed and written again. */
final class CpioArchive {
  private static final String TRAILER = "TRAILER!!!";

  private final List<Member> members = new ArrayList<>();

  /** A file of the archive; mode and device as its header's digits have them. */
  record Member(String name, int mode, int device, String content) {
    Member named(String other) {
      return new Member(other, mode, device, content);
    }

    Member with(String other) {
      return new Member(name, mode, device, other);
    }

    Member ofMode(int other) {
      return new Member(name, other, device, content);
    }

    Member ofDevice(int other) {
      return new Member(name, mode, other, content);
    }
  }

  static CpioArchive read(byte[] bytes) {
    CpioArchive archive = new CpioArchive();
    int at = 0;
    while (true) {
      int size = number(bytes, at, 6);
      int start = at + 110;
      String name = text(bytes, start, number(bytes, at, 11) - 1);
      int content = aligned(start + name.length() + 1);
      if (name.equals(TRAILER)) {
        return archive;
      }
      int device = number(bytes, at, 9) << 8 | number(bytes, at, 10);
      archive.members.add(
          new Member(name, number(bytes, at, 1), device, text(bytes, content, size)));
      at = aligned(content + size);
    }
  }

  private static int number(byte[] bytes, int at, int index) {
    return Integer.parseUnsignedInt(text(bytes, at + 6 + 8 * index, 8), 16);
  }

  private static String text(byte[] bytes, int at, int length) {
    return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
  }

  private static int aligned(int offset) {
    return (offset + 3) / 4 * 4;
  }

  List<Member> members() {
    return members;
  }

  Member named(String end) {
    return members.stream().filter(one -> one.name().endsWith(end)).findFirst().orElseThrow();
  }

  /** Changes the member whose name ends so. */
  CpioArchive change(String end, UnaryOperator<Member> change) {
    members.replaceAll(one -> one.name().endsWith(end) ? change.apply(one) : one);
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    members.forEach(member -> write(bytes, member));
    write(bytes, new Member(TRAILER, 0, 0, ""));
    return bytes.toByteArray();
  }

  private static void write(ByteArrayOutputStream bytes, Member member) {
    int[] numbers = new int[13];
    numbers[1] = member.mode();
    numbers[4] = 1;
    numbers[6] = member.content().length();
    numbers[9] = member.device() >> 8;
    numbers[10] = member.device() & 0xFF;
    numbers[11] = member.name().length() + 1;
    StringBuilder header = new StringBuilder("070701");
    Arrays.stream(numbers).forEach(number -> header.append("%08x".formatted(number)));
    bytes.writeBytes(latin(header + member.name() + "\0"));
    bytes.writeBytes(new byte[-bytes.size() & 3]);
    bytes.writeBytes(latin(member.content()));
    bytes.writeBytes(new byte[-bytes.size() & 3]);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
