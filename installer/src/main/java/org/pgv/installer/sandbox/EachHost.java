package org.pgv.installer.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.pgv.installer.sandbox.Sandbox.Member;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** Does the same for every host at once, and gathers what failed. */
final class EachHost {
  private EachHost() {}

  /** One host's part. */
  @FunctionalInterface
  interface Work {
    void on(Member member) throws IOException;
  }

  static void of(Sandbox sandbox, Work work) {
    List<Problem> problems = new ArrayList<>();
    List<Throwable> causes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> parts = new ArrayList<>();
      for (Member member : sandbox.members()) {
        parts.add(threads.submit(task(work, member)));
      }
      for (int i = 0; i < parts.size(); i++) {
        try {
          parts.get(i).get();
        } catch (ExecutionException e) {
          String host = sandbox.members().get(i).name().text();
          Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
          problems.add(new Problem(host, String.valueOf(cause.getMessage())));
          causes.add(cause);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new Refusal(
              ExitCode.INTERRUPTED, new Problem("sandbox", "interrupted while waiting"), e);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.FAILED, problems, causes.getFirst());
    }
  }

  private static Callable<Void> task(Work work, Member member) {
    return () -> {
      work.on(member);
      return null;
    };
  }
}
