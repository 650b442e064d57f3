package org.pgv.mirror.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pgv.mirror.universe.RpmRepository;
import org.pgv.mirror.universe.RpmSystem;
import org.pgv.mirror.universe.RpmUniverse;

class RpmResolverTest {
  private static final RpmSystem SYSTEM = RpmSystem.of("x86_64");

  @Test
  void takesTheBestVersionOfTheRepositoryWithTheBestPriority() {
    RpmRepository base = repository("base", 99, 1000, "=Pkg: app 2 1 noarch");
    RpmRepository own = repository("own", 10, 1000, "=Pkg: app 1 1 noarch", "=Pkg: app 1 2 noarch");

    assertEquals(List.of("app-1-2.noarch@own"), answer(universe(base, own), ask("app")));
  }

  @Test
  void ofTwoAlikeTakesTheOneFromTheCheaperRepository() {
    RpmRepository far = repository("far", 99, 1000, "=Pkg: app 1 1 noarch");
    RpmRepository near = repository("near", 99, 500, "=Pkg: app 1 1 noarch");

    assertEquals(List.of("app-1-1.noarch@near"), answer(universe(far, near), ask("app")));
  }

  @Test
  void aSuccessorIsAsGoodAsWhatIsAskedForAndTakesItsPlace() {
    RpmUniverse universe =
        universe(
            "=Pkg: old 1 1 noarch",
            "=Pkg: new 2 1 noarch",
            "=Obs: old < 2",
            "=Prv: old = 2",
            "=Pkg: app 1 1 noarch",
            "=Req: old");

    assertEquals(List.of("new-2-1.noarch"), names(universe, ask("old")));
    assertEquals(List.of("app-1-1.noarch", "new-2-1.noarch"), names(universe, ask("app")));
    assertEquals(
        List.of(
            "new takes the place of old (<< 2): new is requested for test;"
                + " old is requested for test"),
        reasons(universe, new Request(List.of(exactly("old", "1-1"), wanted("new")))));
  }

  @Test
  void aConditionCountsOnlyWhereItHolds() {
    RpmUniverse universe =
        universe(
            "=Pkg: app 1 1 noarch",
            "=Req: selinux <IF> policy",
            "=Pkg: policy 1 1 noarch",
            "=Pkg: selinux 1 1 noarch");

    assertEquals(List.of("app-1-1.noarch"), names(universe, ask("app")));
    assertEquals(
        List.of("app-1-1.noarch", "policy-1-1.noarch", "selinux-1-1.noarch"),
        names(universe, ask("app", "policy")));
  }

  @Test
  void saysWhichConditionCannotBeMet() {
    RpmUniverse universe =
        universe(
            "=Pkg: app 1 1 noarch",
            "=Req: missing <IF> policy",
            "=Pkg: policy 1 1 noarch",
            "=Pkg: other 1 1 noarch",
            "=Con: app <IF> app");

    assertEquals(
        List.of("app (requested for test) needs (missing if policy);" + " no repository has it"),
        reasons(universe, ask("app", "policy")));
  }

  @Test
  void recommendedAndSupplementingPackagesComeByChoiceAndSayWhy() {
    RpmUniverse universe =
        universe(
            "=Pkg: app 1 1 noarch",
            "=Rec: extra",
            "=Pkg: extra 1 1 noarch",
            "=Pkg: langpack 1 1 noarch",
            "=Sup: app");
    Request weak = new Request(ask("app").wanted(), List.of(), List.of(), Recommends.ALL);

    assertEquals(List.of("app-1-1.noarch"), names(universe, ask("app")));
    Resolution.Answer answer =
        assertInstanceOf(Resolution.Answer.class, new Resolver(universe).resolve(weak));
    assertEquals(List.of("role test", "app", "extra"), answer.find("extra").orElseThrow().why());
    assertEquals(
        List.of("role test", "app", "langpack"), answer.find("langpack").orElseThrow().why());
  }

  @Test
  void anotherArchitectureComesOnlyWhereItIsAskedForOrNeeded() {
    RpmUniverse universe =
        universe(
            "=Pkg: lib 1 1 i686",
            "=Prv: lib.so.1",
            "=Pkg: lib 1 1 x86_64",
            "=Prv: lib.so.1()(64bit)",
            "=Pkg: app 1 1 x86_64",
            "=Req: lib.so.1()(64bit)",
            "=Pkg: legacy 1 1 x86_64",
            "=Req: lib.so.1");

    assertEquals(List.of("app-1-1.x86_64", "lib-1-1.x86_64"), names(universe, ask("app")));
    assertEquals(List.of("lib-1-1.x86_64"), names(universe, ask("lib")));
    assertEquals(List.of("lib-1-1.i686"), names(universe, ask("lib.i686")));
    assertEquals(
        List.of("legacy-1-1.x86_64", "lib-1-1.i686", "lib-1-1.x86_64"),
        names(universe, ask("legacy")));
  }

  @Test
  void isContentWithLessThanTheBestOnlyWhereThatIsAllowed() {
    RpmUniverse universe =
        universe("=Pkg: app 1 1 noarch", "=Pkg: app 2 1 noarch", "=Req: nowhere");
    Request best = new Request(ask("app").wanted(), List.of(), List.of(), Recommends.NONE, true);

    assertEquals(List.of("app-1-1.noarch"), names(universe, ask("app")));
    assertEquals(
        List.of(
            "app (requested for test) is to be the best there is, [app-2-1.noarch]",
            "app (requested for test) needs nowhere; no repository has it"),
        reasons(universe, best));
  }

  @Test
  void whatIsProvidedFromOutsideNeedsNothing() {
    RpmRepository repository = repository("base", 99, 1000, "=Pkg: app 1 1 noarch", "=Req: kernel");
    RpmUniverse universe = new RpmUniverse(List.of(repository), SYSTEM.assuming(Set.of("kernel")));

    assertEquals(List.of("app-1-1.noarch"), names(universe, ask("app")));
    assertEquals(
        List.of("app (requested for test) needs kernel; no repository has it"),
        reasons(universe(repository), ask("app")));
  }

  @Test
  void whatIsExcludedIsSaidToBe() {
    RpmUniverse universe = universe("=Pkg: app 1 1 noarch", "=Req: lib", "=Pkg: lib 1 1 noarch");

    assertEquals(
        List.of("app (requested for test) needs lib; lib is excluded by the request"),
        reasons(
            universe,
            new Request(ask("app").wanted(), List.of(), List.of("lib"), Recommends.NONE)));
  }

  @Test
  void namesTheVersionThatIsOnlyProvided() {
    RpmUniverse universe =
        universe("=Pkg: app 1 1 noarch", "=Req: api > 3", "=Pkg: impl 1 1 noarch", "=Prv: api = 2");

    assertEquals(
        List.of(
            "app (requested for test) needs api (>> 3);"
                + " it is only provided by impl as api (= 2)"),
        reasons(universe, ask("app")));
  }

  private static RpmRepository repository(String name, int priority, int cost, String... lines) {
    return new RpmRepository(TestTags.read(name, List.of(lines)), _ -> List.of(), priority, cost);
  }

  private static RpmUniverse universe(String... lines) {
    return universe(repository("base", 99, 1000, lines));
  }

  private static RpmUniverse universe(RpmRepository... repositories) {
    return new RpmUniverse(List.of(repositories), SYSTEM);
  }

  private static Wanted wanted(String name) {
    return new Wanted(Relation.any(name), "test");
  }

  private static Wanted exactly(String name, String version) {
    return new Wanted(Relation.of(name, Comparison.EXACTLY, version), "test");
  }

  private static Request ask(String... names) {
    return new Request(Stream.of(names).map(RpmResolverTest::wanted).toList());
  }

  private static List<String> names(RpmUniverse universe, Request request) {
    return answer(universe, request).stream().map(name -> name.replaceAll("@.*", "")).toList();
  }

  private static List<String> answer(RpmUniverse universe, Request request) {
    return switch (new Resolver(universe).resolve(request)) {
      case Resolution.Answer(List<Chosen> packages) -> {
        List<String> names = new ArrayList<>();
        packages.forEach(c -> names.add(c.candidate() + "@" + c.candidate().repository()));
        names.sort(null);
        yield names;
      }
      case Resolution.Impossible(List<String> reasons) -> fail(String.join("\n", reasons));
    };
  }

  private static List<String> reasons(RpmUniverse universe, Request request) {
    return switch (new Resolver(universe).resolve(request)) {
      case Resolution.Answer answer -> fail("there is an answer: " + answer);
      case Resolution.Impossible(List<String> reasons) -> reasons;
    };
  }
}
