package org.pgv.mirror.upstream;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.pgv.manifests.problem.Refusal;

/** Work that is under way beside everything else, until its result is needed. */
public final class Begun<T> {
  private final FutureTask<T> work;

  private Begun(FutureTask<T> work) {
    this.work = work;
  }

  public static <T> Begun<T> begin(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.startVirtualThread(task);
    return new Begun<>(task);
  }

  /** What came of it; fails as the work did. */
  public T result() throws InterruptedException {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
