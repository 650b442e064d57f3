package org.pgv.mirror.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.deb.ReleaseFile;
import org.pgv.mirror.resolve.Chosen;
import org.pgv.mirror.resolve.Relation;
import org.pgv.mirror.resolve.Request;
import org.pgv.mirror.resolve.Resolution;
import org.pgv.mirror.resolve.Resolver;
import org.pgv.mirror.resolve.Wanted;

class DebUniverseTest {

  @Test
  void aNeedForAnyArchitectureIsMetOnlyByWhatAllowsIt() {
    DebRepository main =
        repository(
            500,
            stanza("app 1", "Depends: python3:any (>= 3) | fallback:any | plain"),
            stanza("old 1", "Depends: python3:any (>= 4) | fallback:any | plain"),
            stanza("python3 3", "Multi-Arch: allowed"),
            stanza("fallback 1", "Multi-Arch: foreign"),
            stanza("plain 1"));

    assertEquals(List.of("app 1", "python3 3"), answer(List.of(main), "app"));
    assertEquals(List.of("old 1", "plain 1"), answer(List.of(main), "old"));
  }

  @Test
  void seesOnlyItsOwnArchitecture() {
    DebRepository main =
        repository(
            500,
            stanza("app 1", "Depends: lib:amd64, other:i386 | data [i386] | data [amd64]"),
            stanza("lib 2", "Architecture: i386"),
            stanza("lib 1", "Architecture: amd64"),
            stanza("other 1", "Architecture: amd64"),
            stanza("data 1", "Architecture: all"));

    assertEquals(List.of("app 1", "data 1", "lib 1"), answer(List.of(main), "app"));
  }

  @Test
  void preDependsAndDependsAreBothNeeded() {
    DebRepository main =
        repository(
            500,
            stanza("app 1", "Depends: a | b", "Pre-Depends: b", "Recommends: c"),
            stanza("a 1"),
            stanza("b 1"),
            stanza("c 1"));

    assertEquals(List.of("app 1", "b 1"), answer(List.of(main), "app"));
  }

  @Test
  void breaksExcludesAVersionWhereAnotherWillDo() {
    DebRepository main =
        repository(500, stanza("app 1", "Depends: lib", "Breaks: lib (>> 1)"), stanza("lib 2"));
    DebRepository old = repository(100, stanza("lib 1"));

    assertEquals(List.of("app 1", "lib 1"), answer(List.of(main, old), "app"));
  }

  @Test
  void prefersProvidersByEssentialThenPriorityThenName() {
    DebRepository main =
        repository(
            500,
            stanza("app 1", "Depends: awk"),
            stanza("aawk 1", "Provides: awk", "Priority: optional"),
            stanza("mawk 1", "Provides: awk", "Priority: required"),
            stanza("nawk 1", "Provides: awk", "Priority: required"));
    DebRepository essential = repository(500, stanza("zawk 1", "Provides: awk", "Essential: yes"));

    assertEquals(List.of("app 1", "mawk 1"), answer(List.of(main), "app"));
    assertEquals(List.of("app 1", "zawk 1"), answer(List.of(main, essential), "app"));
    assertEquals(List.of("zawk"), new DebUniverse(List.of(main, essential), "amd64").essential());
  }

  /** As apt takes {@code Provides: virtual:any}: it is the plain name of no system. */
  @Test
  void aProvisionForOtherArchitecturesIsNone() {
    DebRepository main =
        repository(
            500,
            stanza("app 1", "Depends: virtual"),
            stanza("any 1", "Provides: virtual:any"),
            stanza("other 1", "Provides: virtual:arm64"),
            stanza("own 1", "Provides: virtual:amd64"));

    assertEquals(List.of("app 1", "own 1"), answer(List.of(main), "app"));
  }

  @Test
  void aNeedOfTheNativeArchitectureIsTheSystemsOwn() {
    DebRepository main = repository(500, stanza("app 1", "Depends: lib:native"), stanza("lib 1"));

    assertEquals(List.of("app 1", "lib 1"), answer(List.of(main), "app"));
  }

  @Test
  void twoSuitesDoNotHideEachOther() {
    DebRepository main = repository(500, stanza("a 1"), stanza("b 1"));
    DebRepository security = repository(500, stanza("b 2", "Depends: c"), stanza("c 2"));

    for (List<DebRepository> order : List.of(List.of(main, security), List.of(security, main))) {
      assertEquals(List.of("a 1", "b 2", "c 2"), answer(order, "a", "b"));
    }
  }

  @Test
  void backportsHaveThePriorityThatTheirReleaseFileAsksFor() {
    String backports = "Suite: trixie-backports\nNotAutomatic: yes\nButAutomaticUpgrades: yes\n";

    assertEquals(100, priority(backports));
    assertEquals(1, priority("Suite: experimental\nNotAutomatic: yes\n"));
    assertEquals(500, priority("Suite: stable\n"));
  }

  private static int priority(String release) {
    return DebRepository.priorityOf(
        ReleaseFile.parse(release, "test"), DebRepository.USUAL_PRIORITY);
  }

  private static String stanza(String nameAndVersion, String... fields) {
    String[] words = nameAndVersion.split(" ", 2);
    String text = "Package: %s\nVersion: %s\n".formatted(words[0], words[1]);
    boolean placed = Stream.of(fields).anyMatch(f -> f.startsWith("Architecture"));
    return Stream.concat(
            Stream.of(text + (placed ? "" : "Architecture: amd64\n")),
            Stream.of(fields).map(field -> field + "\n"))
        .collect(Collectors.joining());
  }

  private static DebRepository repository(int priority, String... stanzas) {
    byte[] text = String.join("\n", stanzas).getBytes(StandardCharsets.UTF_8);
    return new DebRepository(PackagesIndex.of(text, "test"), priority);
  }

  private static List<String> answer(List<DebRepository> repositories, String... names) {
    List<Wanted> wanted =
        Stream.of(names).map(name -> new Wanted(Relation.any(name), "test")).toList();
    Resolver resolver = new Resolver(new DebUniverse(repositories, "amd64"));
    return switch (resolver.resolve(new Request(wanted))) {
      case Resolution.Answer(List<Chosen> packages) ->
          packages.stream().map(c -> c.candidate().toString()).toList();
      case Resolution.Impossible(List<String> reasons) -> fail(String.join("\n", reasons));
    };
  }
}
