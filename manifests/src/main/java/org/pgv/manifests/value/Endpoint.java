package org.pgv.manifests.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a server answers over TLS: a name or IPv4 address, and a port. */
public record Endpoint(String host, int port) {
  private static final int HTTPS = 443;
  private static final int HIGHEST = 65535;
  private static final Pattern URL =
      Pattern.compile("https://([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::([0-9]{1,5}))?/?");

  /** Reads {@code https://host[:port]}; a path or another scheme is no endpoint. */
  public static Endpoint parse(String text) {
    Matcher url = URL.matcher(text);
    if (!url.matches()) {
      throw new IllegalArgumentException("not of the form https://host[:port]: '" + text + "'");
    }
    int port = url.group(2) == null ? HTTPS : Integer.parseInt(url.group(2));
    if (port < 1 || port > HIGHEST) {
      throw new IllegalArgumentException("not a port: " + port);
    }
    return new Endpoint(url.group(1), port);
  }

  @Override
  public String toString() {
    return "https://" + host + (port == HTTPS ? "" : ":" + port);
  }
}
