package org.pgv.mirror.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pgv.mirror.universe.RpmRepository;
import org.pgv.mirror.universe.RpmSystem;
import org.pgv.mirror.universe.RpmUniverse;

/** Small random RPM worlds, in which every possible answer can be tried by brute force. */
class RpmPropertyTest {
  private static final int WORLDS = 3000;
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

  /** A condition on a set of packages, as a test case writes it and as it is meant. */
  private record Condition(String text, Predicate<Set<Rpm>> holds) {}

  /** A package by what is said of it, and the conditions that says. */
  private static final class Rpm {
    final String name;
    final int version;
    final List<String> lines = new ArrayList<>();
    final List<Condition> needs = new ArrayList<>();
    final List<Condition> excludes = new ArrayList<>();
    final List<Condition> obsoletes = new ArrayList<>();

    Rpm(String name, int version) {
      this.name = name;
      this.version = version;
      lines.add("=Pkg: %s %d 1 noarch".formatted(name, version));
    }

    @Override
    public String toString() {
      return "%s-%d-1.noarch".formatted(name, version);
    }
  }

  @Test
  void findsAnAnswerWheneverThereIsOneAndOnlyThen() {
    int possible = 0;
    for (int seed = 0; seed < WORLDS; seed++) {
      Random random = new Random(seed);
      List<Rpm> world = world(random);
      List<String> wanted = List.of(name(random), name(random));

      Resolution resolution = new Resolver(universe(world)).resolve(request(wanted, random));

      boolean expected = bruteForce(world, wanted);
      possible += expected ? 1 : 0;
      switch (resolution) {
        case Resolution.Answer(List<Chosen> packages) -> {
          Set<String> names =
              packages.stream().map(c -> c.candidate().toString()).collect(Collectors.toSet());
          Set<Rpm> chosen = new HashSet<>(world);
          chosen.removeIf(one -> !names.contains(one.toString()));
          assertTrue(expected, "an answer where there is none, world " + seed);
          assertTrue(valid(chosen, wanted, world), "an answer that is none, world " + seed);
        }
        case Resolution.Impossible(List<String> reasons) -> {
          assertFalse(expected, "no answer where there is one, world " + seed);
          assertFalse(reasons.isEmpty(), "no reason, world " + seed);
        }
      }
    }
    assertTrue(possible > WORLDS / 5 && possible < WORLDS * 4 / 5, possible + " were possible");
  }

  @Test
  void theSameRequestHasTheSameAnswer() {
    for (int seed = 0; seed < WORLDS / 10; seed++) {
      List<Rpm> world = world(new Random(seed));
      Request request = request(List.of("a", "b"), new Random(seed));

      assertEquals(
          new Resolver(universe(world)).resolve(request).toString(),
          new Resolver(universe(world)).resolve(request).toString());
    }
  }

  private static List<Rpm> world(Random random) {
    List<Rpm> world = new ArrayList<>();
    for (String name : NAMES) {
      for (int version = 1; version <= 1 + random.nextInt(2); version++) {
        Rpm made = new Rpm(name, version);
        for (int i = random.nextInt(3); i > 0; i--) {
          Condition need = condition(random, 2);
          made.needs.add(need);
          made.lines.add("=Req: " + need.text());
        }
        exclude(made, random);
        if (random.nextInt(3) == 0) {
          made.lines.add("=Rec: " + condition(random, 1).text());
          made.lines.add("=Sup: " + leaf(random).text());
        }
        world.add(made);
      }
    }
    return world;
  }

  private static void exclude(Rpm made, Random random) {
    if (random.nextInt(4) == 0) {
      Condition excluded = random.nextBoolean() ? leaf(random) : condition(random, 1);
      if (!excluded.text().contains(made.name)) {
        made.excludes.add(excluded);
        made.lines.add("=Con: " + excluded.text());
      }
    }
    if (random.nextInt(6) == 0) {
      Condition obsolete = leaf(random);
      if (!obsolete.text().contains(made.name)) {
        made.excludes.add(obsolete);
        made.obsoletes.add(obsolete);
        made.lines.add("=Obs: " + obsolete.text());
      }
    }
  }

  private static String name(Random random) {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private static Condition leaf(Random random) {
    String name = name(random);
    return switch (random.nextInt(3)) {
      case 0 -> exists(name + " = 1", one -> one.name.equals(name) && one.version == 1);
      case 1 -> exists(name + " > 1", one -> one.name.equals(name) && one.version > 1);
      default -> exists(name, one -> one.name.equals(name));
    };
  }

  private static Condition exists(String text, Predicate<Rpm> fits) {
    return new Condition(text, all -> all.stream().anyMatch(fits));
  }

  private static Condition condition(Random random, int depth) {
    if (depth == 0 || random.nextInt(3) > 0) {
      return leaf(random);
    }
    Condition left = inner(random, depth);
    Condition right = inner(random, depth);
    return switch (random.nextInt(4)) {
      case 0 -> joined(left, "&", right, all -> left.holds().test(all) && right.holds().test(all));
      case 1 -> joined(left, "|", right, all -> left.holds().test(all) || right.holds().test(all));
      case 2 ->
          joined(left, "<IF>", right, all -> left.holds().test(all) || !right.holds().test(all));
      default ->
          joined(
              left, "<UNLESS>", right, all -> left.holds().test(all) && !right.holds().test(all));
    };
  }

  private static Condition inner(Random random, int depth) {
    Condition inner = condition(random, depth - 1);
    boolean plain = inner.text().matches("\\w( [=>] 1)?");
    return plain ? inner : new Condition("(" + inner.text() + ")", inner.holds());
  }

  private static Condition joined(
      Condition left, String operator, Condition right, Predicate<Set<Rpm>> holds) {
    return new Condition(left.text() + " " + operator + " " + right.text(), holds);
  }

  private static RpmUniverse universe(List<Rpm> world) {
    List<String> lines = world.stream().flatMap(one -> one.lines.stream()).toList();
    return new RpmUniverse(
        List.of(new RpmRepository(TestTags.read("random", lines))), RpmSystem.of("x86_64"));
  }

  private static Request request(List<String> wanted, Random random) {
    return new Request(
        wanted.stream().map(name -> new Wanted(Relation.any(name), "test")).toList(),
        List.of(),
        List.of(),
        random.nextBoolean() ? Recommends.ALL : Recommends.NONE);
  }

  /** What is asked for may also be a package that takes its place. */
  private static boolean bruteForce(List<Rpm> world, List<String> wanted) {
    for (int bits = 0; bits < 1 << world.size(); bits++) {
      Set<Rpm> chosen = new HashSet<>();
      for (int i = 0; i < world.size(); i++) {
        if ((bits >> i & 1) == 1) {
          chosen.add(world.get(i));
        }
      }
      if (valid(chosen, wanted, world)) {
        return true;
      }
    }
    return false;
  }

  private static boolean valid(Set<Rpm> chosen, List<String> wanted, List<Rpm> world) {
    return wanted.stream()
            .allMatch(name -> chosen.stream().anyMatch(one -> means(one, name, world)))
        && chosen.stream().map(one -> one.name).distinct().count() == chosen.size()
        && chosen.stream().allMatch(one -> one.needs.stream().allMatch(n -> n.holds().test(chosen)))
        && chosen.stream()
            .allMatch(one -> one.excludes.stream().noneMatch(e -> e.holds().test(chosen)));
  }

  private static boolean means(Rpm one, String name, List<Rpm> world) {
    return one.name.equals(name)
        || world.stream()
            .filter(other -> other.name.equals(name))
            .anyMatch(other -> one.obsoletes.stream().anyMatch(o -> o.holds().test(Set.of(other))));
  }
}
