package org.pgv.mirror.rpm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damages documents at random, the same way in each run. */
public final class Damage {
  /** How often a document is damaged. */
  public static final int TIMES = Integer.getInteger("pgv.fuzz", 500);

  private static final String[] INSERTS = {
    "<",
    ">",
    "&",
    "&#x0;",
    "\"",
    "]]>",
    "<!--",
    "<!DOCTYPE a>",
    "\0",
    "\uFFFF",
    "-1",
    "99999999999999999999",
    "../",
    ": ",
    "- ",
    "*a",
    "---\n"
  };

  private final Random random = new Random(Long.getLong("pgv.fuzz.seed", 6));

  /** A damaged copy, another one each time. */
  public byte[] to(byte[] whole) {
    int at = random.nextInt(whole.length);
    return switch (random.nextInt(4)) {
      case 0 -> {
        byte[] bytes = whole.clone();
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        yield bytes;
      }
      case 1 -> Arrays.copyOf(whole, at);
      case 2 -> joined(whole, at, Math.min(whole.length, at + 1 + random.nextInt(200)), "");
      default -> joined(whole, at, at, INSERTS[random.nextInt(INSERTS.length)]);
    };
  }

  private static byte[] joined(byte[] whole, int end, int from, String between) {
    byte[] middle = between.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[end + middle.length + whole.length - from];
    System.arraycopy(whole, 0, bytes, 0, end);
    System.arraycopy(middle, 0, bytes, end, middle.length);
    System.arraycopy(whole, from, bytes, end + middle.length, whole.length - from);
    return bytes;
  }
}
