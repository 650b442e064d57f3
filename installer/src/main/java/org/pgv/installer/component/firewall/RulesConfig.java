package org.pgv.installer.component.firewall;

import java.util.List;
import org.pgv.installer.port.OpenPort.Address;

/** What a host's rules are laid out from. */
public record RulesConfig(List<Rule> rules) {

  /**
   * One port that some may reach.
   *
   * @param from addresses and networks, none of them within another
   * @param what it is for
   */
  public record Rule(Address address, List<String> from, String what) {
    public Rule {
      from = List.copyOf(from);
    }

    /** What fits it, in nft's words. */
    public String match() {
      return switch (address.protocol()) {
        case TCP -> "tcp dport " + address.port();
        case UDP -> "udp dport " + address.port();
        case VRRP -> "ip protocol vrrp";
      };
    }

    /** What fits it, in firewalld's words (firewalld.zone(5)). */
    public String element() {
      return switch (address.protocol()) {
        case TCP -> "<port port=\"" + address.port() + "\" protocol=\"tcp\"/>";
        case UDP -> "<port port=\"" + address.port() + "\" protocol=\"udp\"/>";
        // By its number: not every host has a name for it.
        case VRRP -> "<protocol value=\"112\"/>";
      };
    }

    /** What it is for, as it may stand in a comment (XML 1.0 section 2.5). */
    public String comment() {
      return what.replaceAll("-{2,}", "-");
    }
  }

  public RulesConfig {
    rules = List.copyOf(rules);
  }
}
