package org.pgv.mirror.rpm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks through XML that strangers wrote: no document type, so no entities of its own and nothing
 * loaded from elsewhere; bounded depth and text length. Nothing is kept of what is passed.
 */
public final class SafeXml {
  private static final int DEEPEST = 32;
  private static final int LONGEST_TEXT = 1 << 16;

  /** A stream that its owner closes: the parser would do so at the end of the document. */
  private static final class Lent extends FilterInputStream {
    Lent(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }

  private final XMLStreamReader reader;
  private int depth;

  public SafeXml(InputStream plain) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    // Decoded here: the parser's own decoder prints what is wrong before it throws it.
    this.reader =
        factory.createXMLStreamReader(new InputStreamReader(new Lent(plain), UTF_8.newDecoder()));
  }

  /** How many elements are open. */
  public int depth() {
    return depth;
  }

  /** Goes on to the next start or end of an element; false at the end of the document. */
  public boolean next() throws XMLStreamException {
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          deeper();
          return true;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          return true;
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw malformed("declares a document type or entities, which metadata never does");
        default -> {}
      }
    }
    return false;
  }

  public boolean starts(String element) {
    return reader.getEventType() == XMLStreamConstants.START_ELEMENT
        && reader.getLocalName().equals(element);
  }

  public boolean starts() {
    return reader.getEventType() == XMLStreamConstants.START_ELEMENT;
  }

  /** The element's name without its prefix. */
  public String element() {
    return reader.getLocalName();
  }

  /** An attribute of the element that just started; empty where it has none. */
  public String attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)) {
        return reader.getAttributeValue(i);
      }
    }
    return "";
  }

  /** The text of the element that just started, to its end; it must hold no other element. */
  public String text() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            append(text);
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          return text.toString();
        }
        case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
        default -> throw malformed("has an element or a reference where only text may be");
      }
    }
  }

  /** The place that a location element names; one outside of the repository is refused. */
  public String location() throws XMLStreamException {
    String location = attribute("href");
    boolean leaves =
        !attribute("base").isEmpty()
            || location.startsWith("/")
            || location.contains("://")
            || ("/" + location + "/").contains("/../");
    if (location.isEmpty() || leaves) {
      throw malformed("has the location '" + location + "', which is not in the repository");
    }
    return location;
  }

  private void append(StringBuilder text) throws XMLStreamException {
    if (text.length() + reader.getTextLength() > LONGEST_TEXT) {
      throw malformed("has a text of more than " + LONGEST_TEXT + " characters");
    }
    text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
  }

  private void deeper() throws XMLStreamException {
    if (++depth > DEEPEST) {
      throw malformed("is nested deeper than " + DEEPEST + " elements");
    }
  }

  public XMLStreamException malformed(String what) {
    return new XMLStreamException(what, reader.getLocation());
  }
}
