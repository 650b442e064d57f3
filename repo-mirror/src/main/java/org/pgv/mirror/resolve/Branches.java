package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The choices that were made, to come back to: where an alternative was installed later anyway, the
 * choice was unnecessary, and where a recommended one was passed over, it was not the best.
 */
final class Branches {
  private final List<Branch> branches = new ArrayList<>();
  private final Weak weak;

  Branches(Weak weak) {
    this.weak = weak;
  }

  /** A choice on a level, and which of its alternatives have been tried. */
  private static final class Branch {
    final int level;
    final List<Integer> choices;
    final BitSet tried = new BitSet();

    Branch(int level, List<Integer> choices) {
      this.level = level;
      this.choices = List.copyOf(choices);
      tried.set(choices.getFirst());
    }
  }

  /** A level to go back to, and what to take there instead. */
  record Better(int level, int number) {}

  void add(int level, List<Integer> choices) {
    branches.add(new Branch(level, choices));
  }

  /** Forgets the choices that were made on or above a level. */
  void retreat(int level) {
    while (!branches.isEmpty() && branches.getLast().level >= level) {
      branches.removeLast();
    }
  }

  /** The earliest choice that turned out not to be the best; the alternative counts as tried. */
  Optional<Better> better(Trail trail) {
    BitSet recommended = weak.recommended(trail);
    for (int i = 0; i < branches.size(); i++) {
      Branch branch = branches.get(i);
      int number = better(branch, recommended, trail);
      if (number != 0) {
        branch.tried.set(number);
        branches.subList(i + 1, branches.size()).clear();
        return Optional.of(new Better(branch.level, number));
      }
    }
    return Optional.empty();
  }

  private int better(Branch branch, BitSet recommended, Trail trail) {
    int liked = 0;
    for (int number : branch.choices) {
      if (branch.tried.get(number)) {
        continue;
      }
      if (trail.value(number) == Trail.TRUE && trail.levelOf(number) > branch.level) {
        return number;
      }
      if (liked == 0 && (recommended.get(number) || weak.supplements(number, trail))) {
        liked = number;
      }
    }
    return liked != 0 && passedOver(branch, recommended, trail) ? liked : 0;
  }

  /** Whether what was taken is not recommended itself. */
  private boolean passedOver(Branch branch, BitSet recommended, Trail trail) {
    return branch.choices.stream()
        .filter(branch.tried::get)
        .filter(n -> trail.value(n) == Trail.TRUE && trail.levelOf(n) == branch.level + 1)
        .anyMatch(n -> !recommended.get(n) && !weak.supplements(n, trail));
  }
}
