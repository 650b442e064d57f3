package org.pgv.mirror.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeXmlTest {
  private static SafeXml at(String document) throws IOException, MalformedXml {
    return new SafeXml(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
  }

  private static SafeXml started(String document) throws IOException, MalformedXml {
    SafeXml xml = at(document);
    assertTrue(xml.next());
    return xml;
  }

  private static void readToTheEnd(String document) throws IOException, MalformedXml {
    readToTheEnd(at(document));
  }

  private static void readToTheEnd(SafeXml xml) throws IOException, MalformedXml {
    while (xml.next()) {
      assertTrue(xml.depth() < 33);
    }
  }

  @Test
  void walksThroughElementsAndTheirEnds() throws Exception {
    SafeXml xml = at("<?xml version=\"1.0\" encoding='utf-8'?>\n<a><!-- - --><n:b x='1'/></a >\n");

    assertTrue(xml.next() && xml.starts("a") && xml.depth() == 1);
    assertTrue(xml.next() && xml.starts("b") && xml.depth() == 2);
    assertTrue(xml.next() && !xml.starts() && xml.depth() == 1);
    assertTrue(xml.next() && !xml.starts() && xml.depth() == 0);
    assertFalse(xml.next());
  }

  @Test
  void givesAttributesByTheirNamesWithoutPrefixes() throws Exception {
    SafeXml xml = started("<a href='one' n:base = \"two '2'\"\n hr='three'/>");

    assertEquals("one", xml.attribute("href"));
    assertEquals("two '2'", xml.attribute("base"));
    assertEquals("three", xml.attribute("hr"));
    assertEquals("", xml.attribute("none"));
    assertEquals("", xml.attribute("ase"));
  }

  @Test
  void resolvesCharactersAndNothingElse() throws Exception {
    SafeXml xml = started("<a b='&lt;&#65;&#x1F600;&apos;\t\r\n.'>&amp;amp;&gt;\r\n&quot;ü]]</a>");

    assertEquals("<A😀'  .", xml.attribute("b"));
    assertEquals("&amp;>\n\"ü]]", xml.text());
  }

  @Test
  void takesSectionsForTextAndLeavesRemarksOut() throws Exception {
    SafeXml xml = started("<a>1<![CDATA[<2>&3;]]]]><!-- no -->4<?no no?></a>");

    assertEquals("1<2>&3;]]4", xml.text());
    assertFalse(xml.next());
  }

  @Test
  void readsTagsAndTextsThatAreLongerThanWhatItHolds() throws Exception {
    String longValue = "ä".repeat(100_000);
    String longText = "&#228;ö".repeat(5_000);

    SafeXml xml = started("<a b='" + longValue + "'>" + " ".repeat(200_000) + "<c>" + longText);

    assertEquals(longValue, xml.attribute("b"));
    assertTrue(xml.next());
    assertThrows(MalformedXml.class, xml::text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "<a>",
        "</a>",
        "<a></b>",
        "<a></aa>",
        "<a/><b/>",
        "<a/>text",
        "<a b/>",
        "<a b=c/>",
        "<a b='1'c='2'/>",
        "<a b='1' b='2'/>",
        "<a b='<'/>",
        "<a>&b;</a>",
        "<a>&#0;</a>",
        "<a>&#xD800;</a>",
        "<a>&lt</a>",
        "<a>]]></a>",
        "<a>\u0001</a>",
        "<a>\uFFFF</a>",
        "<a><!-- -- --></a>",
        "<a><![CDATA[</a>",
        "<![CDATA[]]><a/>",
        "<a><?xml version='1.0'?></a>",
        "<?xml version='1.1'?><a/>",
        "<?xml version='1.0' encoding='latin1'?><a/>",
        "<!DOCTYPE a><a/>",
        "<a><!ENTITY b 'c'></a>",
        "< a/>",
        "<a:/>",
        "<:a/>",
        "<a b:='c'/>",
        "<a:b:c/>",
        "<1/>",
      })
  void refusesWhatIsNotWellFormed(String document) {
    assertThrows(MalformedXml.class, () -> readToTheEnd(document));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00C0\u0080", "\u00ED\u00A0\u0080", "\u00FF", "\u00E4", "\u0080"})
  void refusesBytesThatAreNotUtf8(String bytes) {
    byte[] document = ("<a>" + bytes + "</a>").getBytes(StandardCharsets.ISO_8859_1);

    assertThrows(
        MalformedXml.class, () -> readToTheEnd(new SafeXml(new ByteArrayInputStream(document))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a b='", "<a>", "<a><!--", "<a b='1' "})
  void holdsOnlySoMuchOfWhatNeverEnds(String start) {
    String document = start + (start.equals("<a>") ? "<a>" : "b ").repeat(1 << 21);

    assertThrows(MalformedXml.class, () -> readToTheEnd(document));
  }
}
