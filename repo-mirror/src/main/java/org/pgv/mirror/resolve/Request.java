package org.pgv.mirror.resolve;

import java.util.List;

/**
 * What is to be installed into an empty system.
 *
 * @param wanted in the order in which choices are made for them
 * @param excluded names that must not be chosen, not even where another package needs them
 */
public record Request(
    List<Wanted> wanted, List<Pin> pins, List<String> excluded, Recommends recommends) {

  public Request {
    wanted = List.copyOf(wanted);
    pins = List.copyOf(pins);
    excluded = List.copyOf(excluded);
  }

  public Request(List<Wanted> wanted) {
    this(wanted, List.of(), List.of(), Recommends.NONE);
  }

  Request without(Wanted one) {
    List<Wanted> others = wanted.stream().filter(w -> !w.equals(one)).toList();
    return new Request(others, pins, excluded, recommends);
  }
}
