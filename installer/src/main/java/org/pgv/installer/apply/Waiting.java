package org.pgv.installer.apply;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Time as whoever waits sees it. */
interface Waiting {

  /** Since this began. */
  Duration elapsed();

  /** Waits for the end of something, for so long at most; whether it has ended. */
  boolean ended(Future<?> work, Duration limit);

  /** Lets some time go by; false where it was interrupted. */
  boolean pause(Duration pause);

  /** Real time, from now on. */
  static Waiting begin() {
    long begin = System.nanoTime();
    return new Waiting() {
      @Override
      public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
      }

      @Override
      public boolean ended(Future<?> work, Duration limit) {
        try {
          work.get(limit.toMillis(), TimeUnit.MILLISECONDS);
          return true;
        } catch (TimeoutException _) {
          return false;
        } catch (ExecutionException _) {
          return true;
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          return true;
        }
      }

      @Override
      public boolean pause(Duration pause) {
        try {
          Thread.sleep(pause);
          return true;
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
    };
  }
}
