package org.pgv.mirror.rpm.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages packages, always in the same way for the same seed. */
final class Mutation {
  private static final int[] LIES = {
    0,
    1,
    2,
    7,
    15,
    16,
    31,
    33,
    62,
    63,
    255,
    4096,
    0xFFFF,
    0x10000,
    0x0FFFFFFF,
    0x10000000,
    0x7FFFFFF0,
    0x7FFFFFFF,
    0x80000000,
    -16,
    -1
  };

  private final Random random;

  Mutation(long seed) {
    this.random = new Random(seed);
  }

  /** What was done to a package, and what came of it. */
  static final class Mutant {
    private final byte[] bytes;
    private final String change;

    private Mutant(byte[] bytes, String change) {
      this.bytes = bytes;
      this.change = change;
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public String toString() {
      return change;
    }
  }

  /** Changes one thing, in each part of a package as often as in the others. */
  Mutant mutate(Path original) throws IOException {
    byte[] whole = Files.readAllBytes(original);
    List<Integer> parts = parts(RpmFile.read(original));
    int part = random.nextInt(parts.size());
    int end = part + 1 < parts.size() ? parts.get(part + 1) : whole.length;
    int at = parts.get(part) + random.nextInt(end - parts.get(part));
    return changed(whole, at);
  }

  /** Changes one thing in the payload; places are counted from its first byte. */
  Mutant mutatePayload(Path original) throws IOException {
    byte[] whole = Files.readAllBytes(original);
    int start = (int) RpmFile.read(original).headerEnd();
    byte[] payload = Arrays.copyOfRange(whole, start, whole.length);
    Mutant mutant = changed(payload, random.nextInt(payload.length));
    byte[] bytes = Arrays.copyOf(whole, start + mutant.bytes.length);
    System.arraycopy(mutant.bytes, 0, bytes, start, mutant.bytes.length);
    return new Mutant(bytes, mutant.change);
  }

  /** Where lead, signature index, signature data, header index, header data and payload begin. */
  private static List<Integer> parts(RpmFile file) {
    int header = (int) file.headerStart();
    return List.of(
        0,
        Lead.BYTES,
        Lead.BYTES + indexBytes(file.signature()),
        header,
        header + indexBytes(file.header()),
        (int) file.headerEnd());
  }

  private static int indexBytes(Header header) {
    int entries = ByteBuffer.wrap(header.bytes()).getInt(8);
    return HeaderSize.BYTES + entries * HeaderEntry.BYTES;
  }

  private Mutant changed(byte[] whole, int at) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> flipped(whole, at);
      case 3 -> set(whole, at);
      case 4, 5, 6 -> lied(whole, at - at % 4);
      case 7 -> new Mutant(Arrays.copyOf(whole, at), "cut at " + at);
      case 8 -> without(whole, at);
      default -> with(whole, at);
    };
  }

  private Mutant flipped(byte[] whole, int at) {
    byte[] bytes = whole.clone();
    int bit = random.nextInt(8);
    bytes[at] ^= (byte) (1 << bit);
    return new Mutant(bytes, "bit " + bit + " of byte " + at + " turned");
  }

  private Mutant set(byte[] whole, int at) {
    byte[] bytes = whole.clone();
    bytes[at] = (byte) random.nextInt(256);
    return new Mutant(bytes, "byte " + at + " set to " + bytes[at]);
  }

  /** A number that a size, offset, count or tag might be. */
  private Mutant lied(byte[] whole, int at) {
    byte[] bytes = whole.clone();
    int lie = LIES[random.nextInt(LIES.length)];
    if (at + 4 <= bytes.length) {
      ByteBuffer.wrap(bytes).putInt(at, lie);
    }
    return new Mutant(bytes, "number at " + at + " set to " + lie);
  }

  private Mutant without(byte[] whole, int at) {
    int end = Math.min(whole.length, at + 1 + random.nextInt(32));
    byte[] bytes = new byte[whole.length - (end - at)];
    System.arraycopy(whole, 0, bytes, 0, at);
    System.arraycopy(whole, end, bytes, at, whole.length - end);
    return new Mutant(bytes, "bytes " + at + " to " + end + " left out");
  }

  private Mutant with(byte[] whole, int at) {
    byte[] more = new byte[1 + random.nextInt(32)];
    random.nextBytes(more);
    byte[] bytes = new byte[whole.length + more.length];
    System.arraycopy(whole, 0, bytes, 0, at);
    System.arraycopy(more, 0, bytes, at, more.length);
    System.arraycopy(whole, at, bytes, at + more.length, whole.length - at);
    return new Mutant(bytes, more.length + " bytes put in at " + at);
  }
}
