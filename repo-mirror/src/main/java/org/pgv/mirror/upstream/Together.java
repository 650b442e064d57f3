package org.pgv.mirror.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.pgv.manifests.problem.Refusal;

/** Does several things at the same time. */
public final class Together {
  private Together() {}

  /** The results in the order of the work; fails with the first failure in that order. */
  public static <T> List<T> all(List<Callable<T>> work) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> one : threads.invokeAll(work)) {
        try {
          results.add(one.get());
        } catch (ExecutionException e) {
          if (e.getCause() instanceof Refusal refusal) {
            throw refusal;
          }
          throw new IllegalStateException(e.getCause());
        }
      }
      return results;
    }
  }
}
