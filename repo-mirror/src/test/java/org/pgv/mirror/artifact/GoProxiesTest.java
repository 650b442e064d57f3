package org.pgv.mirror.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.manifest.GoProgram.GoModule;

class GoProxiesTest {
  private static final GoModule MODULE = new GoModule("example.org/Some/tool", "v1.0.0-RC1", "h1:");

  @Test
  void asksEveryProxyOfTheListAndWritesCapitalsAsTheProtocolSays() {
    GoProxies proxies = new GoProxies("https://one.example,http://two.example/go/|direct");

    assertEquals(
        List.of(
            URI.create("https://one.example/example.org/!some/tool/@v/v1.0.0-!r!c1.zip"),
            URI.create("http://two.example/go/example.org/!some/tool/@v/v1.0.0-!r!c1.zip")),
        proxies.archives(MODULE));
  }

  @Test
  void keepsPasswordsOutOfAddressesThatErrorsShow() {
    GoProxies proxies = new GoProxies("https://me:secret@one.example/");

    assertEquals("one.example", proxies.archives(MODULE).getFirst().getRawAuthority());
  }

  @Test
  void environmentGoesBeforeTheSettingsOfAnInstalledGo() {
    assertEquals(
        Optional.of(new GoProxies("https://mine.example")),
        GoProxies.ofThisMachine(Map.of("GOPROXY", "https://mine.example")));
  }
}
