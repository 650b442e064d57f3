package org.pgv.installer.host;

import org.jspecify.annotations.Nullable;
import org.pgv.manifests.problem.Problem;

/** There is no way to a host: it is down, does not let us in, or is not the one we know. */
public final class HostUnreachable extends RuntimeException {
  private final transient Problem problem;

  public HostUnreachable(Problem problem, @Nullable Throwable cause) {
    super(problem.toString(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
