package org.pgv.mirror.resolve;

import java.util.List;
import java.util.Optional;

/** What came of a request. */
public sealed interface Resolution {

  /** The packages to install, sorted by name. */
  record Answer(List<Chosen> packages) implements Resolution {
    public Answer {
      packages = List.copyOf(packages);
    }

    public Optional<Chosen> find(String name) {
      return packages.stream().filter(c -> c.candidate().name().equals(name)).findFirst();
    }
  }

  /** There is no answer; each reason is one chain of needs that ends where it cannot go on. */
  record Impossible(List<String> reasons) implements Resolution {
    public Impossible {
      reasons = List.copyOf(reasons);
    }
  }
}
