package org.pgv.builder.verb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;

/** Makes sure that one run at a time writes a bundle; the system frees the lock of a killed run. */
final class OneRun implements AutoCloseable {
  private final FileChannel channel;

  private OneRun(FileChannel channel) {
    this.channel = channel;
  }

  static OneRun on(Path notes, Path bundle) throws IOException {
    String name = Sha256.of(bundle.toAbsolutePath().normalize().toString()).hex() + ".lock";
    FileChannel channel =
        FileChannel.open(
            Files.createDirectories(notes).resolve(name),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new Refusal(
          ExitCode.LOCKED,
          new Problem(bundle.toString(), "another run builds it now", "wait until it has ended"));
    }
    return new OneRun(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
