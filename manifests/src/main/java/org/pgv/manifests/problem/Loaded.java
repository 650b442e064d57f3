package org.pgv.manifests.problem;

import java.util.List;

/** What came of reading a file: the value, or every reason it was refused. */
public sealed interface Loaded<T> {
  record Ok<T>(T value) implements Loaded<T> {}

  record Refused<T>(List<Problem> problems) implements Loaded<T> {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /** The value; a {@link Refusal} with all problems and exit code 2 where there is none. */
  default T orRefuse() {
    return switch (this) {
      case Ok<T>(T value) -> value;
      case Refused<T>(List<Problem> problems) -> throw new Refusal(ExitCode.USAGE, problems);
    };
  }
}
