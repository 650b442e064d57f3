package org.pgv.mirror.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/**
 * Chooses proxies by {@code http_proxy}, {@code https_proxy} and {@code no_proxy}, as curl does.
 */
public final class EnvironmentProxies extends ProxySelector {
  private static final int USUAL_PORT = 3128;
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:[a-z]+://)?(?:(?<user>.*)@)?(?<host>\\[[0-9a-fA-F:.]+\\]|[^@/:\\[\\]]+)"
              + "(?::(?<port>[0-9]{1,5}))?/?");

  private final Map<String, String> environment;

  public EnvironmentProxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Proxy> select(URI uri) {
    String proxy = setting(uri);
    if (proxy.isEmpty()) {
      return List.of(Proxy.NO_PROXY);
    }
    Matcher parts = parts(proxy);
    return List.of(
        new Proxy(
            Proxy.Type.HTTP,
            new InetSocketAddress(parts.group("host"), port(parts.group("port")))));
  }

  /** The name and password in the setting of the proxy that an address is asked through. */
  Optional<Login> login(URI uri) {
    String proxy = setting(uri);
    return proxy.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(parts(proxy).group("user")).map(Login::ofAddress);
  }

  /** Taken apart by hand: what a failing parser says would show the password. */
  private static Matcher parts(String proxy) {
    Matcher parts = ADDRESS.matcher(proxy);
    if (!parts.matches()) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              "http_proxy",
              "is no address of a proxy",
              "write http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with %40 for a @"));
    }
    return parts;
  }

  private static int port(@Nullable String digits) {
    return digits == null ? USUAL_PORT : Integer.parseInt(digits);
  }

  private String setting(URI uri) {
    String proxy = value(uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy");
    return proxy.isEmpty() || exempt(uri.getHost()) ? "" : proxy;
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The request fails, too, and says so.
  }

  private boolean exempt(String host) {
    for (String entry : value("no_proxy").split(",", -1)) {
      String suffix = entry.strip();
      if (suffix.equals("*")
          || (!suffix.isEmpty()
              && (host.equals(suffix)
                  || host.endsWith(suffix.startsWith(".") ? suffix : "." + suffix)))) {
        return true;
      }
    }
    return false;
  }

  private String value(String name) {
    String lower = environment.getOrDefault(name, "");
    return lower.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
  }
}
