package org.pgv.mirror.rpm.repomd;

import java.nio.charset.StandardCharsets;

/** XML that is written line by line; whatever a package says of itself comes out well-formed. */
final class XmlText {
  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  XmlText add(String markup) {
    text.append(markup);
    return this;
  }

  /** Adds what is not markup. */
  XmlText escaped(String content) {
    return plain(content) ? add(content) : escapedOneByOne(content);
  }

  /** Whether nothing is to be escaped or left out, as in most texts. */
  private static boolean plain(String content) {
    boolean plain = true;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      plain &= c >= ' ' && c <= '~' && c != '&' && c != '<' && c != '>' && c != '"';
    }
    return plain;
  }

  private XmlText escapedOneByOne(String content) {
    int next;
    for (int i = 0; i < content.length(); i = next) {
      int c = content.codePointAt(i);
      next = i + Character.charCount(c);
      if (allowed(c)) {
        escape(c);
      }
    }
    return this;
  }

  /** Adds an attribute with a blank before it. */
  XmlText attribute(String name, String value) {
    return add(" ").add(name).add("=\"").escaped(value).add("\"");
  }

  XmlText attribute(String name, long value) {
    return attribute(name, Long.toString(value));
  }

  /** Adds a line with an element that holds text. */
  XmlText element(String indent, String name, String content) {
    return add(indent).add("<" + name + ">").escaped(content).add("</" + name + ">\n");
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void escape(int c) {
    switch (c) {
      case '&' -> text.append("&amp;");
      case '<' -> text.append("&lt;");
      case '>' -> text.append("&gt;");
      case '"' -> text.append("&quot;");
      default -> text.appendCodePoint(c);
    }
  }

  /** Char of XML 1.0 section 2.2. */
  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
