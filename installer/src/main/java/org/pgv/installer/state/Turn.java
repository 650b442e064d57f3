package org.pgv.installer.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/**
 * One writer at a time for a file that is read, changed and written: whoever has the turn reads it
 * again first, so that nothing that another one wrote is lost. Turns are short, and so others wait;
 * a turn is gone with its process, however that ends.
 */
public final class Turn implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final FileChannel channel;

  private Turn(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the turn at a file, which need not be there; refuses with exit code 9 in the end. */
  public static Turn at(Path file) {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(
              lock,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (tryLock(channel) == null) {
        if (System.nanoTime() > end) {
          channel.close();
          throw taken(file);
        }
        Thread.sleep(PAUSE);
      }
      return new Turn(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + lock, e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Refusal(ExitCode.INTERRUPTED, new Problem(file.toString(), "was waited for"));
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      // Another thread of this process has it.
      return null;
    }
  }

  private static Refusal taken(Path file) {
    return new Refusal(
        ExitCode.LOCKED,
        new Problem(
            file.toString(),
            "another run has been writing it for " + PATIENCE.toSeconds() + " s",
            "'ps' shows whether it still runs; end it if it hangs"));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
