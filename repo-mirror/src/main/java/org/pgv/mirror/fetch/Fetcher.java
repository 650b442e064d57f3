package org.pgv.mirror.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLContext;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Blob;

/** Gets files into the store, several at a time, and says how far it is. */
public final class Fetcher implements AutoCloseable {
  private static final int AT_ONCE = 8;
  private static final int DOCUMENT_LIMIT_BYTES = 16 << 20;

  private final ContentStore store;
  private final Reporter reporter;
  private final Patience patience;
  private final HttpTransport transport;

  /** Asks servers that know nobody. */
  public Fetcher(ContentStore store, Reporter reporter, Patience patience, ProxySelector proxies) {
    this(store, reporter, patience, proxies, Netrc.NONE);
  }

  /**
   * @param logins for servers that ask for a name and a password
   */
  public Fetcher(
      ContentStore store,
      Reporter reporter,
      Patience patience,
      ProxySelector proxies,
      Netrc logins) {
    this.store = store;
    this.reporter = reporter;
    this.patience = patience;
    this.transport = new HttpTransport(patience, proxies, logins);
  }

  /** From now on, what lies below an address is asked for with these settings of TLS. */
  public void introduce(URI below, SSLContext tls) {
    transport.introduce(below, tls);
  }

  /**
   * Gets what the store does not have yet. Refuses when a file cannot be had from any mirror; what
   * came until then is kept.
   */
  public void fetch(String task, List<Download> downloads) throws InterruptedException {
    fetch(task, downloads, false);
  }

  /**
   * Gets what the store does not have yet and any mirror has.
   *
   * @return what no mirror has, with what each of them said
   */
  public Map<Download, List<Problem>> fetchWhatIsThere(String task, List<Download> downloads)
      throws InterruptedException {
    return fetch(task, downloads, true);
  }

  private Map<Download, List<Problem>> fetch(
      String task, List<Download> downloads, boolean absentIsFine) throws InterruptedException {
    List<Download> missing = missing(downloads);
    if (missing.isEmpty()) {
      return Map.of();
    }
    long total = missing.stream().mapToLong(Download::size).sum();
    StoreSpace.mustHold(store, missing);
    AtomicLong done = new AtomicLong();
    reporter.report(new Event.Started(task, total, Event.Unit.BYTES));
    LongConsumer received =
        bytes -> reporter.report(new Event.Advanced(task, done.addAndGet(bytes)));
    Map<Download, List<Problem>> absent = fetchAll(missing, received, absentIsFine);
    long came = total - absent.keySet().stream().mapToLong(Download::size).sum();
    int files = missing.size() - absent.size();
    reporter.report(new Event.Finished(task, files + " files, " + came / 1_000_000 + " MB"));
    return absent;
  }

  /** Gets a small document whose digest is not known beforehand. */
  public Document document(URI uri, Validators seen) throws InterruptedException {
    String why = "";
    for (int attempt = 0; attempt < patience.attempts(); attempt++) {
      if (attempt > 0) {
        reporter.log("again: " + uri + ": " + why);
        Thread.sleep(patience.pauseAfter(attempt - 1));
      }
      switch (transport.get(uri, 0, seen)) {
        case Answer.Content(InputStream body, long _, boolean _, Validators validators) -> {
          try (body) {
            return new Document.Fresh(content(body), validators);
          } catch (IOException e) {
            why = HttpTransport.reason(e);
          }
        }
        case Answer.Unchanged() -> {
          return new Document.Same();
        }
        case Answer.Refused refused -> {
          why = "HTTP status " + refused.status();
          if (!refused.worthRetrying()) {
            return new Document.Unavailable(why, true);
          }
        }
        case Answer.Unreachable(String reason) -> why = reason;
      }
    }
    return new Document.Unavailable(why, false);
  }

  /**
   * Gets a file whose digest is not known beforehand, going on where an earlier try broke off;
   * whoever asks judges what came.
   *
   * @return why it cannot be had; empty where {@code file} is whole
   */
  public Optional<String> open(String task, URI uri, Path file) throws InterruptedException {
    return open(task, uri, file, Long.MAX_VALUE);
  }

  /** The same of a file that cannot be larger than a limit. */
  Optional<String> open(String task, URI uri, Path file, long limit) throws InterruptedException {
    reporter.report(new Event.Started(task, 0, Event.Unit.BYTES));
    AtomicLong done = new AtomicLong();
    OpenDownload download =
        new OpenDownload(
            transport,
            file,
            limit,
            bytes -> reporter.report(new Event.Advanced(task, done.addAndGet(bytes))));
    Attempt attempt = download.from(uri);
    for (int retry = 1;
        retry < patience.attempts() && attempt instanceof Attempt.BrokeOff(String why);
        retry++) {
      reporter.log("again: " + uri + ": " + why);
      Thread.sleep(patience.pauseAfter(retry - 1));
      attempt = download.from(uri);
    }
    reporter.report(new Event.Finished(task, done.get() / 1_000_000 + " MB"));
    return switch (attempt) {
      case Attempt.BrokeOff(String why) -> Optional.of(why);
      case Attempt.Missing(int status) -> Optional.of("HTTP status " + status);
      case Attempt.TooLong() -> Optional.of("is longer than " + limit + " bytes");
      default -> Optional.empty();
    };
  }

  @Override
  public void close() {
    transport.close();
  }

  private List<Download> missing(List<Download> downloads) {
    List<Download> missing = new ArrayList<>();
    try {
      for (Download download : downloads) {
        if (!store.has(download.sha256(), download.size())) {
          missing.add(download);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return missing.stream().distinct().toList();
  }

  private Map<Download, List<Problem>> fetchAll(
      List<Download> missing, LongConsumer received, boolean absentIsFine)
      throws InterruptedException {
    List<Problem> problems = new ArrayList<>();
    Map<Download, List<Problem>> absent = new ConcurrentHashMap<>();
    AtomicBoolean failed = new AtomicBoolean();
    ExitCode code = ExitCode.FAILED;
    try (ExecutorService workers =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<?>> running = new ArrayList<>();
      for (Download download : missing) {
        running.add(
            workers.submit(
                () -> {
                  List<Problem> said = fetchUnless(failed, download, received);
                  if (!said.isEmpty()) {
                    absent.put(download, said);
                    failed.compareAndSet(false, !absentIsFine);
                  }
                  return said;
                }));
      }
      for (Future<?> one : running) {
        try {
          one.get();
        } catch (java.util.concurrent.ExecutionException e) {
          if (!(e.getCause() instanceof Refusal refusal)) {
            throw new IllegalStateException(e.getCause());
          }
          problems.addAll(refusal.problems());
          code = refusal.code() == ExitCode.NOT_TRUSTED ? refusal.code() : code;
        }
      }
    }
    if (!absentIsFine) {
      missing.forEach(one -> problems.addAll(absent.getOrDefault(one, List.of())));
    }
    if (!problems.isEmpty()) {
      throw new Refusal(code, problems.stream().distinct().toList());
    }
    return absent;
  }

  private List<Problem> fetchUnless(AtomicBoolean failed, Download download, LongConsumer received)
      throws InterruptedException {
    if (failed.get()) {
      return List.of();
    }
    try {
      return new MirrorWalk(
              new StoreDownload(transport, store, download, received), patience, reporter)
          .fetch(download);
    } catch (StoreDownload.StoreFailure e) {
      failed.set(true);
      throw StoreSpace.refusal(store, e);
    } catch (Refusal e) {
      failed.set(true);
      throw e;
    }
  }

  private static Blob content(InputStream body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      out.write(buffer, 0, n);
      if (out.size() > DOCUMENT_LIMIT_BYTES) {
        throw new IOException("longer than " + DOCUMENT_LIMIT_BYTES + " bytes");
      }
    }
    return new Blob(out.toByteArray());
  }
}
