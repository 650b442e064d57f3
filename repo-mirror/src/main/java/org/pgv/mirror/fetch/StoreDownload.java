package org.pgv.mirror.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Sha256;

/**
 * One file on its way into the store. What arrived stays in {@code partial/} whatever happens, and
 * the next try begins after it; the digest of the whole decides.
 */
final class StoreDownload {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Duration LOCK_PAUSE = Duration.ofMillis(50);

  /** A write that failed: no other mirror can help. */
  static final class StoreFailure extends RuntimeException {
    private final String reason;

    StoreFailure(IOException cause) {
      super(cause);
      this.reason = HttpTransport.reason(cause);
    }

    String reason() {
      return reason;
    }
  }

  private final HttpTransport transport;
  private final ContentStore store;
  private final Download download;
  private final LongConsumer received;

  StoreDownload(
      HttpTransport transport, ContentStore store, Download download, LongConsumer received) {
    this.transport = transport;
    this.store = store;
    this.download = download;
    this.received = received;
  }

  /** Tries once; {@code received} hears of every byte, and of negative ones when some are lost. */
  Attempt from(URI uri) throws InterruptedException {
    try {
      Path partial = store.partial(download.sha256());
      Optional<Attempt> attempt = Optional.empty();
      while (attempt.isEmpty()) {
        attempt = tryFrom(uri, partial);
      }
      return attempt.get();
    } catch (IOException e) {
      throw new StoreFailure(e);
    }
  }

  /** Empty where another process put a file of its own in the place of the one that was opened. */
  private Optional<Attempt> tryFrom(URI uri, Path partial)
      throws IOException, InterruptedException {
    try {
      Object opened = existing(partial);
      try (FileChannel file =
          FileChannel.open(partial, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        return lockedFrom(uri, file, partial, opened);
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Makes the file where it is missing; says which one it is. */
  private static Object existing(Path partial) throws IOException {
    try {
      Files.createFile(partial);
    } catch (FileAlreadyExistsException e) {
      // What came until now, or what another process writes.
    }
    return identity(partial);
  }

  /** Of a file that is open, no other has the same; of one that is not, another one may. */
  private static Object identity(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino");
  }

  /**
   * Another process may be fetching the same file: whoever holds the lock writes, the rest wait.
   */
  private Optional<Attempt> lockedFrom(URI uri, FileChannel file, Path partial, Object opened)
      throws IOException, InterruptedException {
    try (FileLock _ = lock(file)) {
      if (store.has(download.sha256(), download.size())) {
        Files.deleteIfExists(partial);
        received.accept(download.size());
        return Optional.of(new Attempt.Stored());
      }
      if (!identity(partial).equals(opened)) {
        return Optional.empty();
      }
      MessageDigest digest = Sha256.newDigest();
      long have = digestPrefix(file, digest);
      received.accept(have);
      Attempt attempt = have == download.size() ? finish(digest) : transfer(uri, file, digest);
      switch (attempt) {
        case Attempt.Stored() -> store.adopt(partial, download.sha256());
        case Attempt.BrokeOff _ -> received.accept(-file.position());
        case Attempt.Altered _, Attempt.TooLong _, Attempt.TooShort _, Attempt.Missing _ -> {
          received.accept(-file.position());
          Files.deleteIfExists(partial);
        }
      }
      return Optional.of(attempt);
    }
  }

  /**
   * Asks for the lock again and again: the system takes whoever waits inside it for a whole
   * process, and two processes that wait for a file of one another's for a deadlock.
   */
  private static FileLock lock(FileChannel file) throws IOException, InterruptedException {
    while (true) {
      try {
        FileLock lock = file.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (OverlappingFileLockException e) {
        // Another thread of this process has it.
      }
      Thread.sleep(LOCK_PAUSE);
    }
  }

  /** Reads what an earlier try left, and stands behind it. */
  private long digestPrefix(FileChannel file, MessageDigest digest) throws IOException {
    if (file.size() > download.size()) {
      file.truncate(0);
    }
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    while (file.read(buffer) >= 0) {
      digest.update(buffer.flip());
      buffer.clear();
    }
    return file.position();
  }

  private Attempt transfer(URI uri, FileChannel file, MessageDigest digest)
      throws IOException, InterruptedException {
    return switch (transport.get(uri, file.position(), Validators.NONE)) {
      case Answer.Content(InputStream body, long from, boolean measured, Validators _) -> {
        try (body) {
          restartUnless(from == file.position(), file, digest);
          yield from == file.position()
              ? receive(body, measured, file, digest)
              : new Attempt.BrokeOff("answered from byte " + from);
        }
      }
      case Answer.Unchanged() -> new Attempt.BrokeOff("answered 304 to a plain question");
      case Answer.Refused(int status) when status == 416 -> {
        restartUnless(false, file, digest);
        yield new Attempt.BrokeOff("cannot resume");
      }
      case Answer.Refused refused when refused.worthRetrying() ->
          new Attempt.BrokeOff("HTTP status " + refused.status());
      case Answer.Refused(int status) -> new Attempt.Missing(status);
      case Answer.Unreachable(String why) -> new Attempt.BrokeOff(why);
    };
  }

  private void restartUnless(boolean continues, FileChannel file, MessageDigest digest)
      throws IOException {
    if (!continues) {
      received.accept(-file.position());
      digest.reset();
      file.truncate(0);
    }
  }

  private Attempt receive(
      InputStream body, boolean measured, FileChannel file, MessageDigest digest)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    while (true) {
      int count;
      try {
        count = body.read(buffer);
      } catch (IOException e) {
        return new Attempt.BrokeOff(HttpTransport.reason(e));
      }
      if (count < 0) {
        return ended(measured, file.position(), digest);
      }
      if (file.position() + count > download.size()) {
        return new Attempt.TooLong();
      }
      digest.update(buffer, 0, count);
      write(file, ByteBuffer.wrap(buffer, 0, count));
      received.accept(count);
    }
  }

  /** The client itself fails where less comes than a server said; so this is all it has. */
  private Attempt ended(boolean measured, long got, MessageDigest digest) {
    if (got == download.size()) {
      return finish(digest);
    }
    return measured
        ? new Attempt.TooShort(got)
        : new Attempt.BrokeOff("broke off after " + got + " of " + download.size() + " bytes");
  }

  private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private Attempt finish(MessageDigest digest) {
    Sha256 got = Sha256.of(digest);
    return got.equals(download.sha256()) ? new Attempt.Stored() : new Attempt.Altered(got);
  }
}
