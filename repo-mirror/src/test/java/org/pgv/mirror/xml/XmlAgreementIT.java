package org.pgv.mirror.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.pgv.mirror.rpm.Damage;

/**
 * The JDK's own parser judges ours over damaged documents: what it refuses is refused, and what
 * both read says the same.
 */
class XmlAgreementIT {
  private static final List<String> ATTRIBUTES = List.of("name", "flags", "ver", "href", "type");
  private static final String DOCUMENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- made - by hand -->
      <m:metadata xmlns:m="http://linux.duke.edu/metadata/common" packages="1">
      <package type="rpm"><name>libstdc++</name><arch >x86_64</arch>
        <version epoch="0" ver="11.2.1" rel='9.4.el9'/>
        <text>GNU's &quot;standard&quot; &lt;C++&gt; library: für &#8222;alle&#x201C;
      over two lines &amp; more</text>
        <location href="Packages/libstdc%2B%2B-11.2.1-9.4.el9.x86_64.rpm" m:base = "a &apos;b&apos;
       c"/>
        <m:requires>
          <m:entry name="libc.so.6(GLIBC_2.34)(64bit)"/><m:entry name="(a &gt;= 1 if b)"/>
          <m:entry name="libm" flags="GE" epoch="0" ver="2" pre="1"></m:entry>
        </m:requires>
        <text><![CDATA[if (a < b && c[d[0]] > 1)]]> then</text><?noted well?>
        <file type="dir">/usr/share/gcc-11</file><file>/usr/lib64/libstdc++.so.6</file>
      </package>
      </m:metadata>
      """;

  @Test
  void readsWhatTheJdkReads() {
    byte[] whole = DOCUMENT.getBytes(StandardCharsets.UTF_8);
    Damage damage = new Damage();
    int stricter = 0;
    assertEquals(byTheJdk(whole), byUs(whole));
    assertTrue(byUs(whole).isPresent());
    for (int i = 0; i < 10 * Damage.TIMES; i++) {
      byte[] damaged = damage.to(whole);
      Optional<List<String>> ours = byUs(damaged);
      if (ours.isPresent()) {
        assertEquals(byTheJdk(damaged), ours, () -> new String(damaged, StandardCharsets.UTF_8));
      } else if (byTheJdk(damaged).isPresent()) {
        stricter++;
      }
    }
    int others = stricter;
    // Other encodings, which the JDK does not see where it reads characters, and document types.
    assertTrue(others <= Damage.TIMES / 5, () -> others + " were refused that are well-formed");
  }

  private static Optional<List<String>> byUs(byte[] document) {
    List<String> events = new ArrayList<>();
    try {
      SafeXml xml = new SafeXml(new ByteArrayInputStream(document));
      while (xml.next()) {
        if (!xml.starts()) {
          events.add("end");
          continue;
        }
        events.add("start " + xml.element());
        ATTRIBUTES.forEach(name -> events.add(xml.attribute(name)));
        if (holdsText(xml.element())) {
          events.add(xml.text());
        }
      }
      return Optional.of(events);
    } catch (MalformedXml _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<List<String>> byTheJdk(byte[] document) {
    List<String> events = new ArrayList<>();
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try {
      // Decoded here: the parser's own decoder does not refuse all that is not UTF-8.
      XMLStreamReader xml =
          factory.createXMLStreamReader(
              new InputStreamReader(
                  new ByteArrayInputStream(document), StandardCharsets.UTF_8.newDecoder()));
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          tell(xml, events);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          events.add("end");
        } else if (event == XMLStreamConstants.DTD) {
          return Optional.empty();
        }
      }
      return Optional.of(events);
    } catch (XMLStreamException | RuntimeException _) {
      return Optional.empty();
    }
  }

  private static void tell(XMLStreamReader xml, List<String> events) throws XMLStreamException {
    String element = local(xml.getLocalName());
    events.add("start " + element);
    for (String name : ATTRIBUTES) {
      String value = "";
      for (int i = xml.getAttributeCount() - 1; i >= 0; i--) {
        boolean named = local(xml.getAttributeLocalName(i)).equals(name);
        value = named ? xml.getAttributeValue(i) : value;
      }
      events.add(value);
    }
    if (holdsText(element)) {
      events.add(xml.getElementText());
    }
  }

  private static boolean holdsText(String element) {
    return List.of("name", "arch", "text", "file").contains(element);
  }

  private static String local(String name) {
    return name.substring(name.lastIndexOf(':') + 1);
  }
}
