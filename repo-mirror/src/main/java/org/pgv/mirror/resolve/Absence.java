package org.pgv.mirror.resolve;

import java.util.List;
import java.util.stream.Collectors;

/** Says why nothing satisfies a relation. */
final class Absence {
  private Absence() {}

  /**
   * @param all every candidate of the name, in the order in which to list them
   * @param offers who offers the name without having it, in words
   */
  static String of(
      Relation relation,
      Universe universe,
      Request request,
      List<Candidate> all,
      List<String> offers) {
    String name = relation.name();
    if (request.excluded().contains(name) && !all.isEmpty()) {
      return name + " is excluded by the request";
    }
    if (!all.isEmpty()) {
      List<String> pins =
          request.pins().stream().filter(p -> p.name().equals(name)).map(Pin::pattern).toList();
      return "only " + listed(all) + (pins.isEmpty() ? "" : ", pinned to " + pins.getFirst());
    }
    if (offers.isEmpty()) {
      return "no repository has it"
          + universe.nearest(name).map(near -> "; did you mean " + near + "?").orElse("");
    }
    return "it is only provided by " + offers.stream().distinct().collect(Collectors.joining(", "));
  }

  private static String listed(List<Candidate> all) {
    return all.stream()
        .map(c -> c.version() + " exists, in " + c.repository())
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
