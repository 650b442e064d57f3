package org.pgv.mirror.xml;

import java.io.IOException;
import java.util.Arrays;

/** The tag that an element begins with: its name and its attributes, as places in the document. */
final class StartTag {
  private static final int USUAL_BYTES = 1 << 12;
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_ATTRIBUTES = 64;
  private static final int UNFINISHED = -1;

  private final XmlInput input;
  private byte[] bytes = new byte[0];
  private int name;
  private int nameEnd;
  private int attributes;
  private final int[] names = new int[MOST_ATTRIBUTES];
  private final int[] nameEnds = new int[MOST_ATTRIBUTES];
  private final int[] values = new int[MOST_ATTRIBUTES];
  private final int[] valueEnds = new int[MOST_ATTRIBUTES];
  private final boolean[] plain = new boolean[MOST_ATTRIBUTES];
  private boolean empty;

  StartTag(XmlInput input) {
    this.input = input;
  }

  /** Reads the tag that comes next. What it says is good until the input goes on. */
  void read() throws IOException, MalformedXml {
    int room = USUAL_BYTES;
    int close;
    do {
      int held = input.hold(room);
      bytes = input.bytes();
      close = scan(input.at() + 1);
      if (close == UNFINISHED && (held < room || room > MOST_BYTES)) {
        throw malformed("has a tag without an end", input.at());
      }
      room *= 2;
    } while (close == UNFINISHED);
    input.moveTo(close);
  }

  /** Whether the element ends with this tag. */
  boolean empty() {
    return empty;
  }

  int name() {
    return name;
  }

  int nameEnd() {
    return nameEnd;
  }

  /**
   * Puts the value of an attribute, by its name without a prefix, into a buffer; nothing if none.
   */
  void attribute(String wanted, TextBuffer into) {
    into.clear();
    for (int i = 0; i < attributes; i++) {
      if (named(i, wanted)) {
        if (plain[i]) {
          into.append(bytes, values[i], valueEnds[i]);
        } else {
          References.resolve(bytes, values[i], valueEnds[i], into);
        }
        return;
      }
    }
  }

  private boolean named(int attribute, String wanted) {
    int start = nameEnds[attribute] - wanted.length();
    if (start != names[attribute] && (start < names[attribute] || bytes[start - 1] != ':')) {
      return false;
    }
    for (int i = 0; i < wanted.length(); i++) {
      if (bytes[start + i] != wanted.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where the tag ends whose name starts here; {@link #UNFINISHED} where more must be held. */
  private int scan(int start) throws MalformedXml {
    attributes = 0;
    name = start;
    nameEnd = passName(start);
    int i = nameEnd;
    while (i != UNFINISHED) {
      int next = passSpace(i);
      if (bytes[next] == '>') {
        empty = false;
        return next + 1;
      }
      if (bytes[next] == '/') {
        empty = true;
        return bytes[next + 1] == '>' ? next + 2 : unexpected(next + 1);
      }
      i = next == i ? unexpected(next) : attribute(next);
    }
    return UNFINISHED;
  }

  private int attribute(int start) throws MalformedXml {
    int ended = passName(start);
    if (ended == UNFINISHED) {
      return UNFINISHED;
    }
    int equals = passSpace(ended);
    int quote = bytes[equals] == '=' ? passSpace(equals + 1) : equals;
    if (equals == quote || (bytes[quote] != '"' && bytes[quote] != '\'')) {
      return unexpected(quote);
    }
    if (attributes == MOST_ATTRIBUTES) {
      throw malformed("has an element of more than " + MOST_ATTRIBUTES + " attributes", start);
    }
    names[attributes] = start;
    nameEnds[attributes] = ended;
    values[attributes] = quote + 1;
    plain[attributes] = true;
    return value(quote + 1, bytes[quote]);
  }

  private int value(int start, byte quote) throws MalformedXml {
    int i = start;
    while (i != UNFINISHED && bytes[i] != quote) {
      i = XmlChars.plainValue(bytes[i]) ? i + 1 : passSpecial(i);
    }
    if (i == UNFINISHED) {
      return UNFINISHED;
    }
    valueEnds[attributes] = i;
    mustBeNew(attributes);
    attributes++;
    return i + 1;
  }

  private int passSpecial(int i) throws MalformedXml {
    byte special = bytes[i];
    if (special == '"' || special == '\'') {
      return i + 1;
    }
    if (XmlChars.space(special)) {
      plain[attributes] = false;
      return i + 1;
    }
    if (special == '&') {
      plain[attributes] = false;
      int length = References.length(bytes, i, input.end());
      return length == XmlChars.REFUSED ? unexpectedWithin(i, References.LONGEST) : i + length;
    }
    int length = special == '<' ? XmlChars.REFUSED : XmlChars.length(bytes, i, input.end());
    return length == XmlChars.REFUSED ? unexpectedWithin(i, 4) : i + length;
  }

  private void mustBeNew(int attribute) throws MalformedXml {
    for (int i = 0; i < attribute; i++) {
      if (Arrays.equals(
          bytes, names[i], nameEnds[i], bytes, names[attribute], nameEnds[attribute])) {
        throw malformed("has an element with the same attribute twice", names[attribute]);
      }
    }
  }

  /** QName of "Namespaces in XML 1.0", section 4. */
  private int passName(int start) throws MalformedXml {
    int i = passPart(start);
    return i != UNFINISHED && bytes[i] == ':' ? passPart(i + 1) : i;
  }

  private int passPart(int start) throws MalformedXml {
    if (!XmlChars.startsName(bytes[start])) {
      return unexpected(start);
    }
    int i = start + 1;
    while (XmlChars.inName(bytes[i])) {
      i++;
    }
    return i == input.end() ? UNFINISHED : i;
  }

  private int passSpace(int start) {
    int i = start;
    while (XmlChars.space(bytes[i])) {
      i++;
    }
    return i;
  }

  private int unexpected(int i) throws MalformedXml {
    return unexpectedWithin(i, 1);
  }

  /** What is wrong here may only be cut off, where fewer bytes are held than it may take. */
  private int unexpectedWithin(int i, int longest) throws MalformedXml {
    if (i + longest > input.end()) {
      return UNFINISHED;
    }
    throw malformed("has a character where it must not be", i);
  }

  private MalformedXml malformed(String what, int at) {
    return new MalformedXml(what, input.offset(at));
  }
}
