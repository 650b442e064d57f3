package org.pgv.manifests.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Sha256;

/** Hashes many files on all cores, each read once, and reports how far it is in bytes. */
public final class FileDigests {
  /** Stays in a core's cache between being read and being hashed. */
  private static final int BUFFER_BYTES = 1 << 17;

  private static final long REPORT_BYTES = 1 << 24;
  private static final Set<? extends OpenOption> PLAIN_FILE =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final Path folder;
  private final String task;
  private final Reporter reporter;
  private final AtomicLong done = new AtomicLong();

  /** On the heap: from elsewhere SHA-256 would take its input in pieces of 4 KiB. */
  private final ThreadLocal<ByteBuffer> buffers =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(BUFFER_BYTES));

  private FileDigests(Path folder, String task, Reporter reporter) {
    this.folder = folder;
    this.task = task;
    this.reporter = reporter;
  }

  /** A file to hash and its size, which decides what is begun first. */
  public record Item(BundlePath path, long size) {}

  /** The digests of these files below {@code folder}; {@code task} is what progress calls it. */
  public static SortedMap<BundlePath, Sha256> of(
      Path folder, List<Item> items, String task, Reporter reporter) throws IOException {
    return new FileDigests(folder, task, reporter).hash(items);
  }

  private SortedMap<BundlePath, Sha256> hash(List<Item> items) throws IOException {
    long total = items.stream().mapToLong(Item::size).sum();
    reporter.report(new Event.Started(task, total, Event.Unit.BYTES));
    SortedMap<BundlePath, Sha256> digests = new ConcurrentSkipListMap<>();
    // The largest first, so that no core is left with a large one at the end.
    List<Item> ordered =
        items.stream().sorted(Comparator.comparingLong(Item::size).reversed()).toList();
    try (ExecutorService cores =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<? extends Future<?>> futures =
          ordered.stream()
              .map(item -> cores.submit(() -> digests.put(item.path(), digest(item.path()))))
              .toList();
      try {
        await(futures);
      } catch (IOException | RuntimeException e) {
        cores.shutdownNow();
        throw e;
      }
    }
    reporter.report(
        new Event.Finished(task, "%d files, %.1f MB".formatted(items.size(), total / 1e6)));
    return digests;
  }

  private static void await(List<? extends Future<?>> futures) throws IOException {
    for (Future<?> future : futures) {
      try {
        future.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UncheckedIOException failure) {
          throw new IOException(failure.getMessage(), failure);
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while hashing", e);
      }
    }
  }

  private Sha256 digest(BundlePath path) {
    MessageDigest digest = Sha256.newDigest();
    ByteBuffer buffer = buffers.get();
    try (SeekableByteChannel channel =
        Files.newByteChannel(folder.resolve(path.text()), PLAIN_FILE)) {
      while (channel.read(buffer.clear()) >= 0) {
        buffer.flip();
        advance(buffer.remaining());
        digest.update(buffer);
      }
      return Sha256.of(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": " + e.getMessage(), e);
    }
  }

  /** Says how far it is often enough for a person to see, and seldom enough to cost nothing. */
  private void advance(int bytes) {
    long now = done.addAndGet(bytes);
    if (now / REPORT_BYTES != (now - bytes) / REPORT_BYTES) {
      reporter.report(new Event.Advanced(task, now));
    }
  }
}
