package org.pgv.mirror.resolve;

import java.util.List;

/**
 * What is to be installed into an empty system.
 *
 * @param wanted in the order in which choices are made for them
 * @param excluded names that must not be chosen, not even where another package needs them
 * @param best whether what is asked for must come in its best version, or else there is no answer
 */
public record Request(
    List<Wanted> wanted,
    List<Pin> pins,
    List<String> excluded,
    Recommends recommends,
    boolean best) {

  public Request {
    wanted = List.copyOf(wanted);
    pins = List.copyOf(pins);
    excluded = List.copyOf(excluded);
  }

  /** A request that is content with less than the best where the best does not fit. */
  public Request(
      List<Wanted> wanted, List<Pin> pins, List<String> excluded, Recommends recommends) {
    this(wanted, pins, excluded, recommends, false);
  }

  public Request(List<Wanted> wanted) {
    this(wanted, List.of(), List.of(), Recommends.NONE);
  }

  /** Whether neither an exclusion nor a pin is against a candidate. */
  boolean allows(Candidate candidate) {
    return !excluded.contains(candidate.name())
        && pins.stream().allMatch(pin -> pin.allows(candidate));
  }

  Request without(Wanted one) {
    List<Wanted> others = wanted.stream().filter(w -> !w.equals(one)).toList();
    return new Request(others, pins, excluded, recommends, best);
  }
}
