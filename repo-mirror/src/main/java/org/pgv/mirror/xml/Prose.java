package org.pgv.mirror.xml;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is between tags: text, of which something may be kept, and remarks, of which nothing is. */
final class Prose {
  private static final int LONGEST_DECLARATION = 256;
  private static final int LONGEST_CHARACTER = 4;

  /** XMLDecl of XML 1.0 section 2.8, for the only encoding that is read. */
  private static final Pattern DECLARATION =
      Pattern.compile(
          "<\\?xml\\s+version\\s*=\\s*(\"1\\.0\"|'1\\.0')"
              + "(\\s+encoding\\s*=\\s*(\"(?i:utf-8)\"|'(?i:utf-8)'))?"
              + "(\\s+standalone\\s*=\\s*(\"(yes|no)\"|'(yes|no)'))?\\s*\\?>");

  /** doctypedecl of section 2.8 without declarations, all of it in ASCII. */
  private static final Pattern DOCUMENT_TYPE =
      Pattern.compile(
          "<!DOCTYPE\\s+[A-Za-z][A-Za-z0-9._-]*"
              + "(\\s+(SYSTEM|PUBLIC\\s+(\"[\\x20-\\x7E&&[^\"<>&]]*\"|'[\\x20-\\x7E&&[^'<>&]]*'))"
              + "\\s+(\"[\\x20-\\x7E&&[^\"<>&]]*\"|'[\\x20-\\x7E&&[^'<>&]]*'))?\\s*>");

  private final XmlInput input;
  private final TextBuffer nothing = new TextBuffer();
  private TextBuffer kept = nothing;
  private int limit;

  Prose(XmlInput input) {
    this.input = input;
  }

  /** From now on, text is appended to this buffer. */
  void keep(TextBuffer text, int mostBytes) {
    kept = text;
    limit = mostBytes;
  }

  void keepNothing() {
    kept = nothing;
  }

  /** Passes what a document begins with before everything else. */
  void passDeclaration() throws IOException, MalformedXml {
    if (!input.follows("<?xml") || input.follows("<?xml-")) {
      return;
    }
    input.hold(LONGEST_DECLARATION);
    TextBuffer declaration = new TextBuffer();
    int end = input.at();
    while (end < input.end() && input.bytes()[end] != '>') {
      end++;
    }
    declaration.append(input.bytes(), input.at(), Math.min(end + 1, input.end()));
    if (!DECLARATION.matcher(declaration.toString()).matches()) {
      throw malformed("is not XML 1.0 in UTF-8");
    }
    input.moveTo(end + 1);
  }

  /**
   * Passes a document type that names a definition elsewhere, which is never looked for. One with
   * declarations of its own is not passed: whoever goes on finds it where no markup may be.
   */
  void passDocumentType() throws IOException, MalformedXml {
    do {
      passSpace();
    } while (passRemark());
    if (!input.follows("<!DOCTYPE")) {
      return;
    }
    input.hold(LONGEST_DECLARATION);
    TextBuffer text = new TextBuffer();
    text.append(input.bytes(), input.at(), Math.min(input.at() + LONGEST_DECLARATION, input.end()));
    Matcher type = DOCUMENT_TYPE.matcher(text.toString());
    if (type.lookingAt()) {
      input.moveTo(input.at() + type.end());
    }
  }

  void passSpace() throws IOException {
    while (input.hold(1) > 0 && XmlChars.space(input.bytes()[input.at()])) {
      input.moveTo(input.at() + 1);
    }
  }

  /**
   * Goes on to the next markup; false where there is none any more.
   *
   * @param inside an element; outside there may be nothing but space
   */
  boolean passText(boolean inside) throws IOException, MalformedXml {
    while (true) {
      if (!inside) {
        passSpace();
      } else {
        passPlain();
      }
      if (input.hold(LONGEST_CHARACTER) == 0) {
        return false;
      }
      byte next = input.bytes()[input.at()];
      if (next == '<') {
        return true;
      }
      if (!inside) {
        throw malformed("has text outside of its elements");
      }
      passSpecial(next);
    }
  }

  private void passPlain() throws MalformedXml {
    byte[] bytes = input.bytes();
    int i = input.at();
    while (XmlChars.plainText(bytes[i])) {
      i++;
    }
    pass(i);
  }

  private void passSpecial(byte special) throws IOException, MalformedXml {
    if (special == '&') {
      passReference();
    } else if (special == ']' && input.follows("]]>")) {
      throw malformed("ends a section of text that did not begin");
    } else {
      passCharacter();
    }
  }

  private void passReference() throws IOException, MalformedXml {
    input.hold(References.LONGEST);
    int at = input.at();
    int length = References.length(input.bytes(), at, input.end());
    if (length == XmlChars.REFUSED) {
      throw malformed("refers to a character or an entity that is not known");
    }
    keep(References.codePoint(input.bytes(), at, at + length - 1));
    input.moveTo(at + length);
  }

  /** Ends of lines become one character (XML 1.0 section 2.11). */
  private void passCharacter() throws IOException, MalformedXml {
    input.hold(LONGEST_CHARACTER);
    byte[] bytes = input.bytes();
    int at = input.at();
    if (bytes[at] == '\r') {
      input.moveTo(input.follows("\r\n") ? at + 2 : at + 1);
      keep('\n');
      return;
    }
    int length = XmlChars.length(bytes, at, input.end());
    if (length == XmlChars.REFUSED) {
      throw malformed("has a character that is not allowed, or is not in UTF-8");
    }
    pass(at + length);
  }

  /** Passes a section of literal text, if one comes next. */
  boolean passSection() throws IOException, MalformedXml {
    if (!input.follows("<![CDATA[")) {
      return false;
    }
    input.moveTo(input.at() + 9);
    passUntil("]]>");
    return true;
  }

  /** Passes a comment or a processing instruction, if one comes next. */
  boolean passRemark() throws IOException, MalformedXml {
    TextBuffer text = kept;
    kept = nothing;
    boolean remark = passComment() || passInstruction();
    kept = text;
    return remark;
  }

  private boolean passComment() throws IOException, MalformedXml {
    if (!input.follows("<!--")) {
      return false;
    }
    input.moveTo(input.at() + 4);
    passUntil("--");
    if (!input.follows(">")) {
      throw malformed("has two hyphens inside a comment");
    }
    input.moveTo(input.at() + 1);
    return true;
  }

  private boolean passInstruction() throws IOException, MalformedXml {
    if (!input.follows("<?")) {
      return false;
    }
    input.hold(LONGEST_DECLARATION);
    byte[] bytes = input.bytes();
    int start = input.at() + 2;
    int end = start;
    while (XmlChars.inName(bytes[end])) {
      end++;
    }
    TextBuffer name = new TextBuffer();
    name.append(bytes, start, end);
    boolean named = XmlChars.startsName(bytes[start]) && !name.toString().equalsIgnoreCase("xml");
    if (!named || !(XmlChars.space(bytes[end]) || bytes[end] == '?')) {
      throw malformed("has an instruction without a proper name");
    }
    input.moveTo(end);
    passUntil("?>");
    return true;
  }

  private void passUntil(String close) throws IOException, MalformedXml {
    while (!input.follows(close)) {
      if (input.hold(LONGEST_CHARACTER) == 0) {
        throw malformed("ends inside a comment, an instruction or a section of text");
      }
      passCharacter();
    }
    input.moveTo(input.at() + close.length());
  }

  /** Goes on to this place, and keeps what is before it. */
  private void pass(int end) throws MalformedXml {
    if (kept != nothing) {
      kept.append(input.bytes(), input.at(), end);
      mustBeShort();
    }
    input.moveTo(end);
  }

  private void keep(int codePoint) throws MalformedXml {
    if (kept != nothing) {
      kept.appendCodePoint(codePoint);
      mustBeShort();
    }
  }

  private void mustBeShort() throws MalformedXml {
    if (kept.length() > limit) {
      throw malformed("has a text of more than " + limit + " bytes");
    }
  }

  private MalformedXml malformed(String what) {
    return new MalformedXml(what, input.offset(input.at()));
  }
}
