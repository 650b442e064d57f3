package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Which of several candidates dnf's solver would take, as far as the candidates themselves say it:
 * the highest priority, the best architecture, of each name the best version, none that another
 * takes the place of; then what is recommended. What is left is a real choice, put in order.
 */
final class Preference {
  private final Offers offers;
  private final Reachable reachable;
  private final Weak weak;
  private final Comparator<Candidate> byVersion;

  Preference(Offers offers, Reachable reachable, Weak weak) {
    this.offers = offers;
    this.reachable = reachable;
    this.weak = weak;
    this.byVersion = Comparator.comparing(Candidate::version, offers.universe().versionOrder());
  }

  /** The best of each name. */
  List<Integer> best(List<Integer> choices) {
    if (choices.size() < 2) {
      return choices;
    }
    int priority = choices.stream().mapToInt(n -> at(n).priority()).max().orElseThrow();
    List<Integer> left = keep(choices, number -> at(number).priority() == priority);
    int rank = left.stream().mapToInt(this::rank).filter(r -> r > 0).min().orElse(0);
    left = keep(left, number -> rank(number) == 0 || rank(number) == rank);
    return withoutReplaced(bestVersions(left));
  }

  /** The best of each name; of those, what is recommended, if anything is. */
  List<Integer> prune(List<Integer> choices, Trail trail) {
    List<Integer> best = best(choices);
    if (best.size() < 2) {
      return best;
    }
    BitSet recommended = weak.recommended(trail);
    List<Integer> liked =
        keep(best, number -> recommended.get(number) || weak.supplements(number, trail));
    return liked.isEmpty() ? best : liked;
  }

  /** What is left of the choices, the one to take first. */
  List<Integer> choose(List<Integer> choices, Trail trail) {
    List<Integer> left = prune(choices, trail);
    return left.size() < 2 ? left : ordered(left, trail);
  }

  /**
   * The same candidates: the newest of their name first, then the newest provider, the suggested.
   */
  List<Integer> ordered(List<Integer> choices, Trail trail) {
    List<Integer> order = firstWhere(choices, number -> !outdated(number));
    order = byCommonOffer(order);
    BitSet suggested = weak.suggested(trail);
    return firstWhere(order, number -> suggested.get(number) || weak.enhances(number, trail));
  }

  private Candidate at(int number) {
    return reachable.candidate(number);
  }

  private int rank(int number) {
    return offers.universe().architectureRank(at(number));
  }

  private static List<Integer> keep(List<Integer> choices, IntPredicate kept) {
    return choices.stream().filter(kept::test).toList();
  }

  private static List<Integer> firstWhere(List<Integer> choices, IntPredicate preferred) {
    List<Integer> order = new ArrayList<>(keep(choices, preferred));
    order.addAll(keep(choices, preferred.negate()));
    return order;
  }

  private List<Integer> bestVersions(List<Integer> choices) {
    List<Integer> sorted = new ArrayList<>(choices);
    sorted.sort(
        Comparator.comparing((Integer number) -> at(number).name())
            .thenComparing(number -> Math.max(1, rank(number)))
            .thenComparing(number -> -offers.universe().liking(at(number)))
            .thenComparing(Comparator.naturalOrder()));
    List<Integer> best = new ArrayList<>();
    for (int number : sorted) {
      if (best.isEmpty() || !at(best.getLast()).name().equals(at(number).name())) {
        best.add(number);
      } else if (byVersion.compare(at(best.getLast()), at(number)) < 0) {
        best.set(best.size() - 1, number);
      }
    }
    return best;
  }

  /** Leaves out what another choice takes the place of, unless it leads back to that one. */
  private List<Integer> withoutReplaced(List<Integer> choices) {
    if (choices.size() < 2) {
      return choices;
    }
    Map<Integer, BitSet> replaced = new HashMap<>();
    for (int number : choices) {
      BitSet others = replacedBy(number, choices);
      if (!others.isEmpty()) {
        replaced.put(number, others);
      }
    }
    if (replaced.isEmpty()) {
      return choices;
    }
    return keep(
        choices,
        number ->
            choices.stream()
                .allMatch(by -> !reaches(by, number, replaced) || reaches(number, by, replaced)));
  }

  private BitSet replacedBy(int number, List<Integer> choices) {
    BitSet replaced = new BitSet();
    for (Relation obsolete : at(number).obsoletes()) {
      for (Candidate other : offers.obsoleted(obsolete)) {
        int against = reachable.number(other);
        if (choices.contains(against) && !other.name().equals(at(number).name())) {
          replaced.set(against);
        }
      }
    }
    return replaced;
  }

  private static boolean reaches(int from, int to, Map<Integer, BitSet> replaced) {
    BitSet reached = new BitSet();
    BitSet open = BitSet.valueOf(replaced.getOrDefault(from, new BitSet()).toLongArray());
    for (int next = open.nextSetBit(0); next >= 0; next = open.nextSetBit(0)) {
      open.clear(next);
      reached.set(next);
      open.or(replaced.getOrDefault(next, new BitSet()));
      open.andNot(reached);
    }
    return from != to && reached.get(to);
  }

  /** Whether a better candidate of the same name and architecture is there. */
  private boolean outdated(int number) {
    Candidate own = at(number);
    for (Candidate other : offers.named(own.name())) {
      boolean better =
          other.priority() > own.priority()
              || (other.priority() == own.priority() && byVersion.compare(other, own) > 0);
      if (better && offers.universe().architectureRank(other) == rank(number)) {
        return true;
      }
    }
    return false;
  }

  /** Of those that offer the same name in versions, the ones with newer versions come first. */
  private List<Integer> byCommonOffer(List<Integer> choices) {
    Map<String, List<Offer>> byName = new HashMap<>();
    for (int number : choices) {
      for (Relation relation : offers.universe().provides(at(number))) {
        relation
            .bound()
            .filter(bound -> Offer.comparable(bound))
            .ifPresent(
                bound ->
                    byName
                        .computeIfAbsent(relation.name(), _ -> new ArrayList<>())
                        .add(new Offer(number, bound)));
      }
    }
    Map<Integer, Integer> badness = new HashMap<>();
    byName.values().forEach(same -> rate(same, badness));
    return choices.stream()
        .sorted(Comparator.comparing(number -> badness.getOrDefault(number, 0)))
        .toList();
  }

  /** A version in which a candidate offers a name. */
  private record Offer(int number, Relation.Bound bound) {
    private static final Set<Comparison> COMPARABLE =
        Set.of(Comparison.EXACTLY, Comparison.AT_MOST, Comparison.BEFORE);

    /** A checksum says nothing of what is newer. */
    static boolean comparable(Relation.Bound bound) {
      boolean checksum = bound.version().length() >= 4 && bound.version().matches("[0-9a-f]*");
      return COMPARABLE.contains(bound.comparison())
          && !(checksum && bound.comparison() == Comparison.EXACTLY);
    }

    boolean before() {
      return bound.comparison() == Comparison.BEFORE;
    }
  }

  private void rate(List<Offer> same, Map<Integer, Integer> badness) {
    Comparator<Offer> newestFirst =
        Comparator.comparing(
                (Offer offer) -> offer.bound().version(),
                offers.universe().versionOrder().reversed())
            .thenComparing(Offer::before);
    same.sort(newestFirst);
    int bad = 0;
    for (int i = 0; i < same.size(); i++) {
      boolean worse =
          i > 0
              && same.get(i).number() != same.get(i - 1).number()
              && newestFirst.compare(same.get(i - 1), same.get(i)) < 0;
      bad += worse ? 1 : 0;
      badness.merge(same.get(i).number(), bad, Integer::sum);
    }
  }
}
