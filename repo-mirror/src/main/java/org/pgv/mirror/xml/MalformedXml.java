package org.pgv.mirror.xml;

/** A document is not well-formed, or uses what metadata never does. */
public final class MalformedXml extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedXml(String what, long at) {
    super(what + " (at byte " + at + ")");
  }
}
