package org.pgv.mirror.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Small random worlds, in which every possible answer can be tried by brute force. */
class ResolverPropertyTest {
  private static final int WORLDS = 3000;
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "v", "w");
  private static final int REAL_NAMES = 6;

  @Test
  void findsAnAnswerWheneverThereIsOneAndOnlyThen() {
    int possible = 0;
    for (int seed = 0; seed < WORLDS; seed++) {
      Random random = new Random(seed);
      World world = world(random);
      Request request = request(random);

      Resolution resolution = new Resolver(world).resolve(request);

      boolean expected = bruteForce(world, request);
      possible += expected ? 1 : 0;
      switch (resolution) {
        case Resolution.Answer answer -> {
          assertTrue(expected, "an answer where there is none, world " + seed);
          Truth truth = new Truth(world, request);
          Set<Candidate> chosen = new HashSet<>();
          answer.packages().forEach(c -> chosen.add(c.candidate()));
          assertTrue(truth.closed(truth.set(chosen)), "an answer that is none, world " + seed);
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
  void theOrderOfPackagesInARepositoryMakesNoDifference() {
    for (int seed = 0; seed < WORLDS / 10; seed++) {
      Random random = new Random(seed);
      World world = world(random);
      Request request = request(random);
      List<World.Line> shuffled = new ArrayList<>(world.packages());
      Collections.shuffle(shuffled, random);

      Resolution first = new Resolver(world).resolve(request);
      Resolution second = new Resolver(new World(shuffled)).resolve(request);

      assertEquals(first.getClass(), second.getClass());
      if (first instanceof Resolution.Answer) {
        assertEquals(first, second);
      }
    }
  }

  private static World world(Random random) {
    List<World.Line> packages = new ArrayList<>();
    for (String name : NAMES.subList(0, REAL_NAMES)) {
      int versions = 1 + random.nextInt(2);
      for (int version = 1; version <= versions; version++) {
        packages.add(randomPackage(name, String.valueOf(version), random));
      }
    }
    return new World(packages);
  }

  private static World.Line randomPackage(String name, String version, Random random) {
    World.Line made = new World.Line(name, version);
    for (int i = random.nextInt(3); i > 0; i--) {
      List<Relation> alternatives = new ArrayList<>();
      for (int j = 1 + random.nextInt(2); j > 0; j--) {
        alternatives.add(relation(random, NAMES));
      }
      made.requires.add(new Requirement.AnyOf(alternatives));
    }
    if (random.nextInt(3) == 0) {
      made.recommends.add(new Requirement.AnyOf(List.of(relation(random, NAMES))));
    }
    if (random.nextInt(2) == 0) {
      made.conflicts.add(relation(random, NAMES));
    }
    if (random.nextInt(3) == 0) {
      Relation offered = relation(random, List.of("v", "w", "a"));
      made.provides.add(
          offered.bound().isEmpty()
              ? offered
              : Relation.of(offered.name(), Comparison.EXACTLY, "2"));
    }
    return made;
  }

  private static Relation relation(Random random, List<String> names) {
    String name = names.get(random.nextInt(names.size()));
    Comparison[] all = Comparison.values();
    return random.nextInt(3) > 0
        ? Relation.any(name)
        : Relation.of(name, all[random.nextInt(all.length)], String.valueOf(1 + random.nextInt(2)));
  }

  private static Request request(Random random) {
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      wanted.add(new Wanted(relation(random, NAMES), "test"));
    }
    Recommends recommends = random.nextBoolean() ? Recommends.ALL : Recommends.NONE;
    return new Request(wanted, List.of(), List.of(), recommends);
  }

  private static boolean bruteForce(World world, Request request) {
    Truth truth = new Truth(world, request);
    for (int set = 0; set < 1 << world.packages().size(); set++) {
      if (truth.closed(set)) {
        return true;
      }
    }
    return false;
  }

  /** The definition of an answer, written down without the resolver's help; sets are bit masks. */
  private static final class Truth {
    private final List<World.Line> packages;
    private final int[] demands;
    private final List<int[]> needs = new ArrayList<>();
    private final int[] excluded;

    Truth(World world, Request request) {
      packages = world.packages();
      demands = request.wanted().stream().mapToInt(w -> meant(w.relation())).toArray();
      excluded = new int[packages.size()];
      for (int i = 0; i < excluded.length; i++) {
        World.Line one = packages.get(i);
        needs.add(one.requires.stream().mapToInt(r -> satisfying(r.alternatives())).toArray());
        excluded[i] = satisfying(one.conflicts) | versions(one.name);
        excluded[i] &= ~(1 << i);
      }
    }

    int set(Set<Candidate> chosen) {
      int set = 0;
      for (int i = 0; i < packages.size(); i++) {
        set |= chosen.contains(packages.get(i)) ? 1 << i : 0;
      }
      return set;
    }

    boolean closed(int set) {
      for (int demand : demands) {
        if ((demand & set) == 0) {
          return false;
        }
      }
      for (int i = 0; i < excluded.length; i++) {
        if (((set >> i) & 1) == 1 && !allowed(i, set)) {
          return false;
        }
      }
      return true;
    }

    private boolean allowed(int i, int set) {
      for (int need : needs.get(i)) {
        if ((need & set) == 0) {
          return false;
        }
      }
      return (excluded[i] & set) == 0;
    }

    private int versions(String name) {
      int set = 0;
      for (int i = 0; i < packages.size(); i++) {
        set |= packages.get(i).name.equals(name) ? 1 << i : 0;
      }
      return set;
    }

    private int satisfying(List<Relation> alternatives) {
      return alternatives.stream().mapToInt(this::satisfying).reduce(0, (a, b) -> a | b);
    }

    /** A package of that name, and one that provides it only where there is none. */
    private int meant(Relation relation) {
      int real = 0;
      for (int i = 0; i < packages.size(); i++) {
        World.Line one = packages.get(i);
        real |= one.name.equals(relation.name()) && fits(relation, one.version) ? 1 << i : 0;
      }
      return real == 0 ? satisfying(relation) : real;
    }

    private int satisfying(Relation relation) {
      int set = 0;
      for (int i = 0; i < packages.size(); i++) {
        World.Line one = packages.get(i);
        boolean real = one.name.equals(relation.name()) && fits(relation, one.version);
        boolean offered = one.provides.stream().anyMatch(offer -> offers(offer, relation));
        set |= real || offered ? 1 << i : 0;
      }
      return set;
    }
  }

  private static boolean offers(Relation offer, Relation relation) {
    boolean inVersion = offer.bound().isPresent() && fits(relation, offer.bound().get().version());
    return offer.name().equals(relation.name()) && (relation.bound().isEmpty() || inVersion);
  }

  private static boolean fits(Relation relation, String version) {
    if (relation.bound().isEmpty()) {
      return true;
    }
    int order = version.compareTo(relation.bound().get().version());
    return switch (relation.bound().get().comparison()) {
      case BEFORE -> order < 0;
      case AT_MOST -> order <= 0;
      case EXACTLY -> order == 0;
      case AT_LEAST -> order >= 0;
      case AFTER -> order > 0;
    };
  }
}
