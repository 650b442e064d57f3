package org.pgv.mirror.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResolverTest {

  @Test
  void takesTheFirstAlternative() {
    String world =
        """
        app 1  needs b | a
        a 1
        b 1
        """;

    assertEquals(List.of("app 1", "b 1"), answer(world, "app"));
  }

  @Test
  void takesALaterAlternativeThatIsThereAnyway() {
    String world =
        """
        app 1  needs b | a
        a 1
        b 1
        """;

    assertEquals(List.of("a 1", "app 1"), answer(world, "app", "a"));
  }

  @Test
  void takesALaterAlternativeWhereTheFirstCannotBeInstalled() {
    String world =
        """
        app 1  needs b | a
        a 1
        b 1    needs c
        c 1    needs d
        d 1    conflicts app
        """;

    assertEquals(List.of("a 1", "app 1"), answer(world, "app"));
  }

  @Test
  void anAbandonedAttemptLeavesNothingBehind() {
    String world =
        """
        app 1  needs b | a, late
        a 1
        b 1    needs debris
        debris 1
        late 1 conflicts b
        """;

    assertEquals(List.of("a 1", "app 1", "late 1"), answer(world, "app"));
  }

  @Test
  void aProviderNeverOutranksTheRealPackageOfTheName() {
    String world =
        """
        app 1     needs tool
        aaa 9     provides tool
        aab 9     provides tool (= 99)
        tool 1
        """;

    assertEquals(List.of("app 1", "tool 1"), answer(world, "app"));
    assertEquals(List.of("tool 1"), answer(world, "tool"));
  }

  /** As apt takes {@code install h1 p1}: nobody who asks for p1 is content with another package. */
  @Test
  void whatIsAskedForByItsNameIsNotReplacedByAProvider() {
    String world =
        """
        h1 1  provides p1; conflicts p1
        p1 1
        """;

    assertEquals(List.of("h1 1"), answer(world, "h1"));
    assertEquals(List.of("p1 1"), answer(world, "p1"));
    assertEquals(
        List.of("h1 conflicts with p1: h1 is requested for test; p1 is requested for test"),
        reasons(world, "h1", "p1"));
  }

  @Test
  void aProviderHelpsWhereTheRealPackageIsTooOld() {
    String world =
        """
        app 1     needs tool (>= 2)
        tool 1
        better 1  provides tool (= 3)
        """;

    assertEquals(List.of("app 1", "better 1"), answer(world, "app"));
  }

  @Test
  void aProvisionWithoutVersionSatisfiesNoVersionedNeed() {
    String world =
        """
        app 1     needs tool (>= 2) | other
        better 9  provides tool
        other 1
        """;

    assertEquals(List.of("app 1", "other 1"), answer(world, "app"));
  }

  @Test
  void takesTheNewestVersionOfAProvider() {
    String world =
        """
        app 1        needs httpd
        nginx 1      provides httpd
        nginx 1+u10  provides httpd; in security 500
        nginx 1+u9   provides httpd; in security 500
        """;

    assertEquals(List.of("app 1", "nginx 1+u10"), answer(world, "app"));
  }

  @Test
  void securityUpdatesWinByVersionWhateverTheOrderOfTheRepositories() {
    String world =
        """
        lib 1+deb13u2 in security 500
        lib 1         in main 500
        lib 1+deb13u1 in updates 500
        """;

    assertEquals(List.of("lib 1+deb13u2"), answer(world, "lib"));
  }

  @Test
  void backportsAreUsedOnlyWhereNothingElseWillDo() {
    String world =
        """
        lib 1   in main 500
        lib 2   in backports 100
        app 1   needs lib
        new 1   needs lib (>= 2)
        """;

    assertEquals(List.of("app 1", "lib 1"), answer(world, "app"));
    assertEquals(List.of("lib 2", "new 1"), answer(world, "new"));
    assertEquals(List.of("app 1", "lib 2", "new 1"), answer(world, "app", "new"));
  }

  @Test
  void anOlderVersionIsFoundWhereTheNewestDoesNotFit() {
    String world =
        """
        plugin 1  needs core (= 1)
        core 1
        core 2
        """;

    assertEquals(List.of("core 1", "plugin 1"), answer(world, "plugin"));
    assertEquals(List.of("core 1", "plugin 1"), answer(world, "core", "plugin"));
  }

  @Test
  void aPackageMayExcludeAllOthersThatProvideWhatItProvides() {
    String world =
        """
        exim 1     provides mta; conflicts mta
        postfix 1  provides mta; conflicts mta
        mail 1     needs exim | mta
        """;

    assertEquals(List.of("exim 1", "mail 1"), answer(world, "mail"));
    assertEquals(List.of("mail 1", "postfix 1"), answer(world, "mail", "postfix"));
  }

  @Test
  void packagesThatNeedEachOtherAreInstalledTogether() {
    String world =
        """
        a 1  needs b
        b 1  needs c
        c 1  needs a (= 1)
        """;

    assertEquals(List.of("a 1", "b 1", "c 1"), answer(world, "b"));
  }

  @Test
  void aPackageMayProvideWhatItNeeds() {
    String world =
        """
        self 1   needs role; provides role
        other 1  provides role
        """;

    assertEquals(List.of("self 1"), answer(world, "self"));
  }

  @Test
  void recommendedPackagesComeByChoice() {
    String world =
        """
        app 1    likes extra, broken; needs lib
        lib 1    likes more
        extra 1
        more 1
        broken 1 needs nothing-has-this
        """;
    Recommends onlyApp = new Recommends(false, List.of("app"));
    Recommends allButApp = new Recommends(true, List.of("app"));

    assertEquals(List.of("app 1", "lib 1"), answer(world, "app"));
    assertEquals(List.of("app 1", "extra 1", "lib 1", "more 1"), answer(world, Recommends.ALL));
    assertEquals(List.of("app 1", "extra 1", "lib 1"), answer(world, onlyApp));
    assertEquals(List.of("app 1", "lib 1", "more 1"), answer(world, allButApp));
  }

  @Test
  void whatIsRecommendedNeverStandsInTheWayOfWhatIsNeeded() {
    String world =
        """
        app 1   needs late; likes nice
        nice 1  conflicts deep
        late 1  needs deep
        deep 1
        """;

    assertEquals(List.of("app 1", "deep 1", "late 1"), answer(world, Recommends.ALL));
  }

  @Test
  void pinsAndExclusionsNarrowTheChoice() {
    String world =
        """
        postgresql 16.9
        postgresql 17.5
        postgresql 18.0
        app 1  needs postgresql | sqlite
        sqlite 1
        """;
    List<Wanted> app = List.of(new Wanted(Relation.any("app"), "test"));
    List<Pin> pins = List.of(new Pin("postgresql", "17.*"));

    assertEquals(
        List.of("app 1", "postgresql 17.5"),
        names(resolve(world, new Request(app, pins, List.of(), Recommends.NONE))));
    assertEquals(
        List.of("app 1", "sqlite 1"),
        names(resolve(world, new Request(app, List.of(), List.of("postgresql"), Recommends.NONE))));
  }

  @Test
  void saysWhyAPackageIsIn() {
    String world =
        """
        patroni 4  needs python3-click (>= 4.1), mta
        python3-click 8  needs python3
        python3 3
        exim 1     provides mta
        tool 1     needs python3
        """;
    Request request =
        new Request(
            List.of(
                new Wanted(Relation.any("patroni"), "postgres"),
                new Wanted(Relation.any("tool"), "backup")));

    Resolution.Answer answer = (Resolution.Answer) resolve(world, request);

    assertEquals(List.of("role postgres", "patroni"), why(answer, "patroni"));
    assertEquals(List.of("role backup", "tool", "python3"), why(answer, "python3"));
    assertEquals(List.of("role postgres", "patroni", "exim as mta"), why(answer, "exim"));
    assertEquals(
        List.of("role postgres", "patroni", "python3-click (>= 4.1)"),
        why(answer, "python3-click"));
    Chosen python = answer.find("python3").orElseThrow();
    assertEquals(List.of(), python.namedFor());
    assertEquals(List.of("backup", "postgres"), python.neededFor());
  }

  @Test
  void saysWhichNeedCannotBeMet() {
    String world =
        """
        patroni 4      needs python3-foo (>= 2)
        python3-foo 1.9
        """;

    assertEquals(
        List.of(
            "patroni (requested for test) needs python3-foo (>= 2);" + " only 1.9 exists, in main"),
        reasons(world, "patroni"));
  }

  @Test
  void saysWhichPackagesExcludeEachOtherAndWhoNeedsThem() {
    String world =
        """
        a 1  conflicts b
        b 1
        c 1  needs b
        d 1  needs c
        """;

    assertEquals(
        List.of(
            "a conflicts with b: a is requested for test;"
                + " b is needed by c, needed by d, requested for test"),
        reasons(world, "a", "d"));
  }

  @Test
  void namesWhatIsExcludedForSomethingItProvides() {
    String world =
        """
        postfix 3  conflicts mta; provides mta
        exim 4     provides mta
        """;

    assertEquals(
        List.of(
            "postfix conflicts with exim (as mta): postfix is requested for test;"
                + " exim is requested for test"),
        reasons(world, "postfix", "exim"));
  }

  @Test
  void saysItOfEveryAlternative() {
    String world =
        """
        app 1  needs one | two
        one 1  needs nowhere-to-be-found
        two 1  needs more (= 7)
        more 1 provides lots
        fine 1
        """;

    assertEquals(
        List.of(
            "one (needed by app, requested for test) needs nowhere-to-be-found; no repository has it",
            "two (needed by app, requested for test) needs more (= 7);"
                + " only 1 exists, in main"),
        reasons(world, "app", "fine"));
  }

  @Test
  void namesAllThatIsAskedForInVain() {
    assertEquals(
        List.of(
            "postgresl (requested for test) cannot be had:"
                + " no repository has it; did you mean postgresql?",
            "z (requested for test) cannot be had: no repository has it"),
        reasons("postgresql 17", "postgresl", "postgresql", "z"));
  }

  @Test
  void saysThatTwoVersionsAreNeeded() {
    String world =
        """
        a 1    needs lib (= 1)
        b 1    needs lib (= 2)
        lib 1
        lib 2
        """;

    assertEquals(
        List.of(
            "only one version of lib can be installed:"
                + " 1 is needed by a, requested for test; 2 is needed by b, requested for test"),
        reasons(world, "a", "b"));
  }

  private static List<String> answer(String world, String... names) {
    List<Wanted> wanted =
        Stream.of(names).map(name -> new Wanted(Relation.any(name), "test")).toList();
    return names(resolve(world, new Request(wanted)));
  }

  private static List<String> answer(String world, Recommends recommends) {
    List<Wanted> wanted = List.of(new Wanted(Relation.any("app"), "test"));
    return names(resolve(world, new Request(wanted, List.of(), List.of(), recommends)));
  }

  private static Resolution resolve(String world, Request request) {
    return new Resolver(new World(world)).resolve(request);
  }

  private static List<String> names(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Answer(List<Chosen> packages) ->
          packages.stream().map(c -> c.candidate().toString()).toList();
      case Resolution.Impossible(List<String> reasons) -> fail(String.join("\n", reasons));
    };
  }

  private static List<String> why(Resolution.Answer answer, String name) {
    return answer.find(name).orElseThrow().why();
  }

  private static List<String> reasons(String world, String... names) {
    List<Wanted> wanted =
        Stream.of(names).map(name -> new Wanted(Relation.any(name), "test")).toList();
    return switch (resolve(world, new Request(wanted))) {
      case Resolution.Answer answer -> fail("there is an answer: " + answer);
      case Resolution.Impossible(List<String> reasons) -> reasons;
    };
  }
}
