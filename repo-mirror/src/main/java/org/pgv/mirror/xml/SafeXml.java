package org.pgv.mirror.xml;

import java.io.IOException;
import java.io.InputStream;

/**
 * Walks through XML 1.0 in UTF-8 that strangers wrote: no document type, so no entities of its own
 * and nothing loaded from elsewhere; bounded depth, tags and texts. Nothing is kept of what is
 * passed. Prefixes of names are dropped, and not looked up.
 */
public final class SafeXml {
  private static final int LONGEST_TEXT = 1 << 16;

  private final XmlInput input;
  private final StartTag tag;
  private final Prose prose;
  private final OpenElements open = new OpenElements();
  private final NameCache names = new NameCache();
  private final TextBuffer value = new TextBuffer();
  private String element = "";
  private boolean started;
  private boolean ended;
  private boolean mustEnd;

  /** The stream is read to its end, and not closed. */
  public SafeXml(InputStream plain) throws IOException, MalformedXml {
    this.input = new XmlInput(plain);
    this.tag = new StartTag(input);
    this.prose = new Prose(input);
    prose.passDeclaration();
  }

  /** Reads a document that may name its type, as comps.xml does; the type itself is not read. */
  public static SafeXml ofAnyType(InputStream plain) throws IOException, MalformedXml {
    SafeXml xml = new SafeXml(plain);
    xml.prose.passDocumentType();
    return xml;
  }

  /** How many elements are open. */
  public int depth() {
    return open.depth();
  }

  /** Goes on to the next start or end of an element; false at the end of the document. */
  public boolean next() throws IOException, MalformedXml {
    if (mustEnd) {
      mustEnd = false;
      end();
      return true;
    }
    while (prose.passText(open.depth() > 0)) {
      switch (markup()) {
        case '/' -> {
          passEndTag();
          return true;
        }
        case '!', '?' -> passOther();
        default -> {
          start();
          return true;
        }
      }
    }
    if (open.depth() > 0 || !ended) {
      throw malformed("ends before its elements do");
    }
    started = false;
    return false;
  }

  /** What tells one kind of markup from the others: the byte behind its first one. */
  private byte markup() throws IOException {
    input.hold(2);
    return input.bytes()[input.at() + 1];
  }

  /** Comments, instructions and sections of text. */
  private void passOther() throws IOException, MalformedXml {
    boolean passed = (open.depth() > 0 && prose.passSection()) || prose.passRemark();
    if (!passed) {
      throw malformed("declares a document type or entities, which metadata never does");
    }
  }

  private void start() throws IOException, MalformedXml {
    if (open.depth() == OpenElements.DEEPEST) {
      throw malformed("is nested deeper than " + OpenElements.DEEPEST + " elements");
    }
    if (ended) {
      throw malformed("has an element behind its last one");
    }
    tag.read();
    byte[] bytes = input.bytes();
    open.open(bytes, tag.name(), tag.nameEnd());
    int local = tag.nameEnd();
    while (local > tag.name() && bytes[local - 1] != ':') {
      local--;
    }
    element = names.get(bytes, local, tag.nameEnd());
    started = true;
    mustEnd = tag.empty();
  }

  private void passEndTag() throws IOException, MalformedXml {
    if (open.depth() == 0) {
      throw malformed("ends an element that is not open");
    }
    int length = 2 + open.innermostLength();
    if (input.hold(length) < length || !open.innermostIs(input.bytes(), input.at() + 2)) {
      throw malformed("ends another element than it began last");
    }
    input.moveTo(input.at() + length);
    prose.passSpace();
    if (!input.follows(">")) {
      throw malformed("ends an element with more than its name");
    }
    input.moveTo(input.at() + 1);
    end();
  }

  private void end() {
    open.close();
    started = false;
    ended = open.depth() == 0;
  }

  public boolean starts(String name) {
    return started && element.equals(name);
  }

  public boolean starts() {
    return started;
  }

  /** The name, without its prefix, of the element that started last. */
  public String element() {
    return element;
  }

  /** An attribute of the element that just started; empty where it has none. */
  public String attribute(String name) {
    tag.attribute(name, value);
    return value.toString();
  }

  /** The same, into a buffer that held something else before. */
  public void attribute(String name, TextBuffer into) {
    tag.attribute(name, into);
  }

  /** The text of the element that just started, to its end; it must hold no other element. */
  public String text() throws IOException, MalformedXml {
    text(value);
    return value.toString();
  }

  /** The same, into a buffer that held something else before. */
  public void text(TextBuffer into) throws IOException, MalformedXml {
    into.clear();
    if (mustEnd) {
      next();
      return;
    }
    prose.keep(into, LONGEST_TEXT);
    while (prose.passText(true)) {
      switch (markup()) {
        case '/' -> {
          prose.keepNothing();
          passEndTag();
          return;
        }
        case '!', '?' -> passOther();
        default -> throw malformed("has an element where only text may be");
      }
    }
    throw malformed("ends before its elements do");
  }

  public MalformedXml malformed(String what) {
    return new MalformedXml(what, input.offset(input.at()));
  }
}
