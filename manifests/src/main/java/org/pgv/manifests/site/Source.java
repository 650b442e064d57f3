package org.pgv.manifests.site;

import java.util.Collection;
import java.util.List;
import org.pgv.manifests.problem.Spelling;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Network;

/** Where connections come from, in the words of the site file. */
public sealed interface Source {
  /** The server's own host: its sockets, and its loopback address. */
  record Local() implements Source {}

  /** Every host of the site. */
  record WholeSite() implements Source {}

  /** The hosts that carry HAProxy: from there comes whoever asked for a service. */
  record Routers() implements Source {}

  /** Some hosts of the site. */
  record Hosts(List<HostName> names) implements Source {
    public Hosts {
      names = List.copyOf(names);
    }
  }

  /** Addresses that need not belong to the site. */
  record Range(Network network) implements Source {}

  /** Whoever has an address in one of the server's own networks. */
  record SameNetwork() implements Source {}

  /**
   * Reads {@code local}, {@code site}, {@code routers}, {@code samenet}, {@code hosts:a,b} or a
   * network; refuses others by IllegalArgumentException.
   *
   * @param known the hosts of the site
   */
  static Source parse(String text, Collection<HostName> known) {
    return switch (text) {
      case "local", "samehost" -> new Local();
      case "site" -> new WholeSite();
      case "routers" -> new Routers();
      case "samenet" -> new SameNetwork();
      default -> text.startsWith("hosts:") ? hosts(text.substring(6), known) : range(text);
    };
  }

  private static Source hosts(String text, Collection<HostName> known) {
    List<String> names = known.stream().map(HostName::text).toList();
    for (String name : text.split(",", -1)) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "unknown host '" + name + "'; " + Spelling.hint(name, names));
      }
    }
    return new Hosts(List.of(text.split(",", -1)).stream().map(HostName::new).toList());
  }

  private static Source range(String text) {
    if (!text.contains("/")) {
      throw new IllegalArgumentException(
          "not a source: '"
              + text
              + "' (local, site, routers, samenet, hosts:NAME,NAME or a network such as"
              + " 10.0.0.0/8)");
    }
    return new Range(Network.parse(text));
  }
}
