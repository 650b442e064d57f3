package org.pgv.manifests.site;

import java.util.List;
import java.util.regex.Pattern;
import org.pgv.manifests.site.Firewall.Opening;
import org.pgv.manifests.site.Firewall.Transport;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads what is let in to the hosts. */
final class FirewallReader {
  private static final int USUAL_TRIAL = 30;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,40}");

  private final List<HostName> hosts;
  private final Ports ports;

  FirewallReader(List<SiteHost> hosts, Ports ports) {
    this.hosts = hosts.stream().map(SiteHost::name).toList();
    this.ports = ports;
  }

  Firewall read(YamlMapping map) {
    List<Source> admins = map.values("admins", this::source);
    if (admins.isEmpty()) {
      map.problem(
          "admins",
          "must name the networks that administrators come from",
          "such as [10.0.5.0/24], with the address of the machine that this runs on");
    }
    return new Firewall(
        admins,
        map.mappings("open", this::opening),
        map.number("trialSeconds", USUAL_TRIAL, 10, 600));
  }

  private Opening opening(YamlMapping map) {
    int port = map.number("port", 0, 1, 65535);
    if (!map.has("port")) {
      map.problem("port", "must be there", "such as 9100");
    } else if (ports.all().contains(port)) {
      map.problem(
          "port",
          "port " + port + " is one of the site's own",
          "who needs it may use it anyway; 'pgv-install ports' shows who that is");
    }
    List<Source> from = map.values("from", this::source);
    if (from.isEmpty()) {
      map.problem("from", "must say who may use it", "such as [site, 10.0.9.0/24]");
    }
    List<HostName> chosen =
        map.known("hosts", "host", hosts.stream().map(HostName::text).toList()).stream()
            .map(HostName::new)
            .toList();
    return new Opening(
        map.required("name", FirewallReader::name, ""),
        map.choice("transport", Transport.class, Transport.TCP),
        port,
        from,
        chosen.isEmpty() ? hosts : chosen);
  }

  private Source source(String text) {
    return Source.parse(text, hosts);
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not a name for a port: '" + text + "' (letters, digits, blanks, '.', '_', '-')");
    }
    return text;
  }
}
