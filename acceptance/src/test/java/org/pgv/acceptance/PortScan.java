package org.pgv.acceptance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What nmap finds. A port whose packets are dropped does not answer; one that is let in does, be it
 * that nobody listens there: so every number is a proof, whoever listens now.
 */
final class PortScan {
  /** What is asked for in most places; a UDP port is known by its answer. */
  private static final String USUAL = "T:1-1024,U:1-200,U:5353,";

  private final Lab lab;

  PortScan(Lab lab) {
    this.lab = lab;
  }

  /**
   * From where a scan comes.
   *
   * @param network the host whose network it is in
   * @param options what tells nmap to come by another address than the host's own
   */
  record Place(String name, String network, String options) {
    static Place host(String name) {
      return new Place(name, name, "");
    }
  }

  /**
   * Lines {@code from -> address protocol port} of all that let the place in, of these hosts.
   *
   * @param ports what to ask for beside the usual, in nmap's words, such as {@code T:8080,U:8081}
   */
  NavigableSet<String> from(Place place, List<String> hosts, Collection<String> ports) {
    String targets = hosts.stream().map(lab::address).collect(Collectors.joining(" "));
    // Faster than this, or waiting for its turn, a busy machine's nmap loses answers.
    String script =
        "nice -n -10 nmap -n -Pn -sS -sU -T4 --min-rate 2000 --max-retries 2 -p %s%s -oX - %s %s"
            .formatted(USUAL, String.join(",", ports), place.options(), targets);
    String said = lab.inNetworkOf(place.network(), script).expect(0).output();
    NavigableSet<String> found = new TreeSet<>();
    List<Element> seen = elements(parse(said), "host");
    for (Element host : seen) {
      String address = elements(host, "address").getFirst().getAttribute("addr");
      doors(host).forEach(door -> found.add(place.name() + " -> " + address + " " + door));
    }
    if (seen.size() != hosts.size()) {
      throw new AssertionError("nmap saw " + seen.size() + " of " + targets + ": " + said);
    }
    return found;
  }

  /** Whether all of these hosts answer an ICMP echo that comes from the place. */
  boolean isAnsweredBy(Place place, List<String> hosts) {
    String targets = hosts.stream().map(lab::address).collect(Collectors.joining(" "));
    String script = "nmap -n -sn -PE --disable-arp-ping -oX - " + place.options() + " " + targets;
    String said = lab.inNetworkOf(place.network(), script).expect(0).output();
    return elements(parse(said), "host").size() == hosts.size();
  }

  /** The ports that nmap names, and those that it only counts because most are like that. */
  private static List<String> doors(Element host) {
    List<String> doors = new ArrayList<>();
    for (Element port : elements(host, "port")) {
      if (answers(elements(port, "state").getFirst())) {
        doors.add(port.getAttribute("protocol") + " " + port.getAttribute("portid"));
      }
    }
    for (Element others : elements(host, "extraports")) {
      if (answers(others)) {
        doors.add(others.getAttribute("count") + " more");
      }
    }
    return doors;
  }

  private static boolean answers(Element state) {
    return List.of("open", "closed").contains(state.getAttribute("state"));
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static Element parse(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      return factory
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(xml, e);
    }
  }
}
