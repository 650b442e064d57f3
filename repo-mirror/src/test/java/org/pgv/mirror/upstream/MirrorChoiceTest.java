package org.pgv.mirror.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.manifest.AptSuites;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.report.Reporter;

class MirrorChoiceTest {
  private static final PackageRepository SECURITY =
      new PackageRepository(
          "security",
          new AptSuites(
              List.of("trixie-security"),
              List.of("main"),
              Optional.of("debian-security"),
              Optional.empty(),
              Optional.empty()),
          List.of(URI.create("http://public.example/debian-security/")),
          List.of());

  private static void write(Path folder, String name, String text) throws IOException {
    Files.createDirectories(folder.resolve("sources.list.d"));
    Files.writeString(folder.resolve(name), text);
  }

  private static List<String> addresses(Path apt, Map<String, URI> named) {
    return new MirrorChoice(named, Map.of(), AptSources.read(apt, Reporter.silent()))
        .of(SECURITY).stream().map(mirror -> mirror.address().toString()).toList();
  }

  @Test
  void asksNamedMirrorsThenThisMachinesThenTheManifests(@TempDir Path apt) throws IOException {
    write(
        apt,
        "sources.list.d/debian.sources",
        """
        # A comment.
        Types: deb deb-src
        URIs: http://own.example/debian
        Suites: bookworm
        Components: main

        Types: deb
        URIs: http://own.example/debian-security/
        Suites: bookworm-security
        Components: main
        """);

    assertEquals(
        List.of(
            "http://named.example/x/",
            "http://own.example/debian-security/",
            "http://public.example/debian-security/"),
        addresses(apt, Map.of("security", URI.create("http://named.example/x/"))));
  }

  @Test
  void readsOneLineSources(@TempDir Path apt) throws IOException {
    write(
        apt,
        "sources.list",
        """
        deb [arch=amd64 signed-by=/x.asc] https://own.example/debian-security bookworm-security main
        # deb http://off.example/debian-security bookworm-security main
        deb cdrom:[Debian]/ bookworm main
        deb-src http://source.example/debian-security bookworm-security main
        """);

    assertEquals(
        List.of("https://own.example/debian-security/", "http://public.example/debian-security/"),
        addresses(apt, Map.of()));
  }

  @Test
  void leavesOutWhatIsDisabledOrBroken(@TempDir Path apt) throws IOException {
    write(
        apt,
        "sources.list.d/off.sources",
        "Types: deb\nURIs: http://off.example/debian-security\nSuites: x\nEnabled: no\n");
    write(apt, "sources.list.d/broken.sources", "this is not deb822\n");

    assertEquals(List.of("http://public.example/debian-security/"), addresses(apt, Map.of()));
  }

  @Test
  void asksNoMirrorTwice(@TempDir Path apt) throws IOException {
    write(
        apt, "sources.list", "deb http://public.example/debian-security bookworm-security main\n");

    assertEquals(1, addresses(apt, Map.of()).size());
  }
}
