package org.pgv.installer.component.firewall;

import java.util.List;

/** What a host's rules are laid out from. */
public record RulesConfig(List<Rule> rules) {

  /**
   * One port that some may reach.
   *
   * @param match what fits it, in nft's words
   * @param from addresses and networks, none of them within another
   * @param what it is for
   */
  public record Rule(String match, List<String> from, String what) {
    public Rule {
      from = List.copyOf(from);
    }
  }

  public RulesConfig {
    rules = List.copyOf(rules);
  }
}
