package org.pgv.mirror.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentProxiesTest {
  private static final URI MIRROR = URI.create("http://mirror.example.org/debian");

  @Test
  void usesTheProxyOfTheScheme() {
    Proxy proxy =
        new EnvironmentProxies(Map.of("http_proxy", "http://proxy.example:8080/"))
            .select(MIRROR)
            .getFirst();

    assertEquals(8080, ((InetSocketAddress) proxy.address()).getPort());
  }

  @Test
  void goesStraightToWhatIsExempt() {
    EnvironmentProxies proxies =
        new EnvironmentProxies(
            Map.of("HTTP_PROXY", "proxy.example", "no_proxy", "localhost, .example.org"));

    assertEquals(List.of(Proxy.NO_PROXY), proxies.select(MIRROR));
    assertEquals(
        Proxy.Type.HTTP, proxies.select(URI.create("http://other.example/")).getFirst().type());
  }
}
