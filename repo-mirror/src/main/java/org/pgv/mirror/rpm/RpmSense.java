package org.pgv.mirror.rpm;

import java.util.List;
import org.pgv.mirror.xml.TextBuffer;

/** How a dependency's version bounds what it names. */
public enum RpmSense {
  ANY(0, "", ""),
  BEFORE(2, "LT", "<"),
  AT_MOST(10, "LE", "<="),
  EXACTLY(8, "EQ", "="),
  AT_LEAST(12, "GE", ">="),
  AFTER(4, "GT", ">");

  private static final int MASK = 14;
  private static final List<RpmSense> ALL = List.of(values());

  private final int bits;
  private final String flags;
  private final String symbol;

  RpmSense(int bits, String flags, String symbol) {
    this.bits = bits;
    this.flags = flags;
    this.symbol = symbol;
  }

  /** RPMSENSE_LESS, _GREATER and _EQUAL as a package's header has them (rpmds.h). */
  public int bits() {
    return bits;
  }

  /** The word of the {@code flags} attribute in primary.xml; empty for {@link #ANY}. */
  public String flags() {
    return flags;
  }

  /** As a spec file writes it; empty for {@link #ANY}. */
  public String symbol() {
    return symbol;
  }

  /** The sense in a header's dependency flags, whatever else they say. */
  public static RpmSense ofBits(int flags) {
    for (RpmSense sense : ALL) {
      if (sense.bits == (flags & MASK)) {
        return sense;
      }
    }
    throw new IllegalArgumentException("a version cannot be both before and after another");
  }

  /** The sense that a {@code flags} attribute names. */
  static RpmSense ofFlags(TextBuffer flags) {
    for (RpmSense sense : ALL) {
      if (flags.is(sense.flags)) {
        return sense;
      }
    }
    throw new IllegalArgumentException("'" + flags + "' is not LT, LE, EQ, GE or GT");
  }
}
