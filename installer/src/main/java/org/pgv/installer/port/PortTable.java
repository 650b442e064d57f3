package org.pgv.installer.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pgv.manifests.console.Table;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.Source;
import org.pgv.manifests.value.Network;

/** The table of a site's ports: which host lets whom in where, and what for. */
public final class PortTable {
  private static final String HEADING = "host,address,protocol,port,purpose,source,networks\n";

  private final Site site;
  private final List<OpenPort> ports;

  public PortTable(Site site, List<OpenPort> ports) {
    this.site = site;
    this.ports = List.copyOf(ports);
  }

  /**
   * One way to a port.
   *
   * @param port 0 where the protocol has none
   * @param source as the site file says it
   * @param networks what it stands for; empty where only the host knows
   */
  public record Way(
      String host,
      String address,
      String protocol,
      int port,
      String purpose,
      String source,
      List<String> networks) {
    public Way {
      networks = List.copyOf(networks);
    }
  }

  /** The table for a program. */
  public record Document(boolean firewall, List<Way> ways) {}

  public Document document() {
    return new Document(site.settings().firewall().isPresent(), ways());
  }

  /** One line for each way, after a heading (RFC 4180). */
  public String csv() {
    return HEADING
        + ways().stream()
            .map(
                way ->
                    String.join(
                            ",",
                            way.host(),
                            way.address(),
                            way.protocol(),
                            way.port() == 0 ? "" : String.valueOf(way.port()),
                            quoted(way.purpose()),
                            quoted(way.source()),
                            String.join(" ", way.networks()))
                        + "\n")
            .collect(Collectors.joining());
  }

  /** As a person reads it. */
  public String text() {
    Table table = new Table("HOST", "PORT", "FOR", "FROM");
    for (OpenPort port : ports) {
      table.row(
          port.host().name().text(),
          protocol(port) + (port.address().port() == 0 ? "" : " " + port.address().port()),
          port.what(),
          port.from().stream().map(PortTable::word).collect(Collectors.joining(" ")));
    }
    return table.text()
        + (site.settings().firewall().isPresent()
            ? "\nEverything else is dropped.\n"
            : "\nThe site file has no 'firewall': hosts let everything in.\n");
  }

  private List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    for (OpenPort port : ports) {
      for (Source source : port.from()) {
        ways.add(
            new Way(
                port.host().name().text(),
                port.host().address().text(),
                protocol(port),
                port.address().port(),
                port.what(),
                word(source),
                site.networks(source).stream().map(Network::toString).toList()));
      }
    }
    return ways;
  }

  private static String protocol(OpenPort port) {
    return port.address().protocol().name().toLowerCase(Locale.ROOT);
  }

  private static String word(Source source) {
    return switch (source) {
      case Source.Local() -> "local";
      case Source.WholeSite() -> "site";
      case Source.Routers() -> "routers";
      case Source.SameNetwork() -> "samenet";
      case Source.Hosts(var names) ->
          "hosts:" + names.stream().map(name -> name.text()).collect(Collectors.joining(","));
      case Source.Range(Network network) -> network.toString();
    };
  }

  private static String quoted(String text) {
    return text.indexOf(',') < 0 ? text : '"' + text + '"';
  }
}
