package org.pgv.manifests.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Work that cannot go on, with the exit code it ends with and every reason that was found. The
 * command line prints the problems and nothing else.
 */
public final class Refusal extends RuntimeException {
  private final transient List<Problem> problems;
  private final ExitCode code;

  public Refusal(ExitCode code, List<Problem> problems, @Nullable Throwable cause) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")), cause);
    this.code = code;
    this.problems = List.copyOf(problems);
  }

  public Refusal(ExitCode code, List<Problem> problems) {
    this(code, problems, null);
  }

  public Refusal(ExitCode code, Problem problem) {
    this(code, List.of(problem), null);
  }

  public Refusal(ExitCode code, Problem problem, Throwable cause) {
    this(code, List.of(problem), cause);
  }

  public ExitCode code() {
    return code;
  }

  public List<Problem> problems() {
    return problems;
  }
}
