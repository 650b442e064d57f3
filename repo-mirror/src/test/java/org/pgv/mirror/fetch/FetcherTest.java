package org.pgv.mirror.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.fetch.FaultyServer.Fault;

class FetcherTest {
  private static final Patience SHORT =
      new Patience(3, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofMillis(300));

  private final FaultyServer server = new FaultyServer();
  private final byte[] content = new byte[300_000];
  private final Sha256 digest;
  private Path folder;
  private ContentStore store;
  private Fetcher fetcher;

  FetcherTest() {
    new Random(1).nextBytes(content);
    digest = Sha256.of(content);
    server.put("a.deb", content);
    server.put("mirror2/a.deb", content);
  }

  @BeforeEach
  void open(@TempDir Path temporary) {
    folder = temporary;
    store = new ContentStore(folder);
    fetcher = new Fetcher(store, Reporter.silent(), SHORT, ProxySelector.of(null));
  }

  @AfterEach
  void close() {
    fetcher.close();
    server.close();
  }

  private Download from(String... paths) {
    List<URI> uris = List.of(paths).stream().map(server::uri).toList();
    return new Download(uris, content.length, digest);
  }

  private void assertStored() throws IOException {
    assertArrayEquals(content, Files.readAllBytes(store.path(digest)));
    assertEquals(List.of(), leftovers());
  }

  private List<Path> leftovers() throws IOException {
    try (var files = Files.list(folder.resolve("partial"))) {
      return files.toList();
    }
  }

  @Test
  void runsThatFetchTheSameAtOnceWaitForOneAnother() throws Exception {
    List<Download> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      byte[] one = ("content " + i).repeat(5000).getBytes(StandardCharsets.UTF_8);
      server.put("many/" + i, one);
      all.add(new Download(List.of(server.uri("many/" + i)), one.length, Sha256.of(one)));
    }
    List<Callable<Boolean>> runs = new ArrayList<>();
    for (List<Download> order : List.of(all, all.reversed(), all)) {
      runs.add(
          () -> {
            try (Fetcher run =
                new Fetcher(store, Reporter.silent(), SHORT, ProxySelector.of(null))) {
              run.fetch("packages", order);
            }
            return true;
          });
    }

    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> run : executor.invokeAll(runs)) {
        assertTrue(run.get());
      }
    }

    for (Download one : all) {
      assertEquals(one.sha256(), Sha256.of(store.path(one.sha256())));
    }
  }

  @Test
  void bringsAFileIntoTheStoreOnce() throws Exception {
    fetcher.fetch("packages", List.of(from("a.deb"), from("a.deb")));
    fetcher.fetch("packages", List.of(from("a.deb")));

    assertStored();
    assertEquals(List.of("a.deb"), server.requests());
  }

  @ParameterizedTest
  @EnumSource(names = {"STALLS", "TRUNCATES", "SERVER_ERROR"})
  void goesOnAfterPassingTrouble(Fault fault) throws Exception {
    server.trouble("a.deb", fault, 1);

    fetcher.fetch("packages", List.of(from("a.deb")));

    assertStored();
  }

  @Test
  void resumesWhereATransferBrokeOff() throws Exception {
    server.trouble("a.deb", Fault.TRUNCATES, 1);

    fetcher.fetch("packages", List.of(from("a.deb")));

    assertEquals(List.of("a.deb", "a.deb from 150000"), server.requests());
    assertStored();
  }

  @Test
  void resumesWhatAKilledRunLeft() throws Exception {
    Files.write(store.partial(digest), java.util.Arrays.copyOf(content, 100_000));

    fetcher.fetch("packages", List.of(from("a.deb")));

    assertEquals(List.of("a.deb from 100000"), server.requests());
    assertStored();
  }

  @Test
  void startsOverWhereTheServerIgnoresRanges() throws Exception {
    Files.write(store.partial(digest), java.util.Arrays.copyOf(content, 100_000));
    server.trouble("a.deb", Fault.IGNORES_RANGES);

    fetcher.fetch("packages", List.of(from("a.deb")));

    assertStored();
  }

  @Test
  void doesNotKeepWhatADamagedLeftoverLedTo() throws Exception {
    Files.write(store.partial(digest), new byte[100_000]);

    assertThrows(Refusal.class, () -> fetcher.fetch("packages", List.of(from("a.deb"))));
    fetcher.fetch("packages", List.of(from("a.deb")));

    assertStored();
  }

  @ParameterizedTest
  @EnumSource(names = {"STALLS", "TRUNCATES", "SERVER_ERROR", "MISSING", "TAMPERS"})
  void asksTheNextMirrorWhereOneFails(Fault fault) throws Exception {
    server.trouble("a.deb", fault);

    fetcher.fetch("packages", List.of(from("a.deb", "mirror2/a.deb")));

    assertStored();
  }

  @ParameterizedTest
  @EnumSource(names = {"STALLS", "SERVER_ERROR", "MISSING"})
  void saysWhichAddressFailed(Fault fault) {
    server.trouble("a.deb", fault);

    Refusal refusal =
        assertThrows(Refusal.class, () -> fetcher.fetch("packages", List.of(from("a.deb"))));

    assertEquals(ExitCode.FAILED, refusal.code());
    assertEquals(server.uri("a.deb").toString(), refusal.problems().getFirst().where());
  }

  @Test
  void saysWhichDigestItExpectedAndGotOfATamperedFile() throws IOException {
    server.trouble("a.deb", Fault.TAMPERS);

    Refusal refusal =
        assertThrows(Refusal.class, () -> fetcher.fetch("packages", List.of(from("a.deb"))));

    byte[] altered = content.clone();
    altered[altered.length - 1] ^= 1;
    String what = refusal.problems().getFirst().what();
    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
    assertTrue(what.contains("expected sha256 " + digest + ", got " + Sha256.of(altered)), what);
    assertEquals(List.of(), leftovers());
  }

  @Test
  void keepsWhatCameWhenItGivesUp() throws Exception {
    server.trouble("a.deb", Fault.STALLS);

    assertThrows(Refusal.class, () -> fetcher.fetch("packages", List.of(from("a.deb"))));
    server.mend();
    server.forgetRequests();
    fetcher.fetch("packages", List.of(from("a.deb")));

    assertTrue(server.requests().getFirst().startsWith("a.deb from "), "resumed");
    assertStored();
  }

  @Test
  void asksAgainForADocumentOnlyIfItChanged() throws Exception {
    server.put("InRelease", new byte[] {'1'});
    URI uri = server.uri("InRelease");

    Document.Fresh first =
        assertInstanceOf(Document.Fresh.class, fetcher.document(uri, Validators.NONE));
    Document second = fetcher.document(uri, first.validators());
    server.put("InRelease", new byte[] {'2'});
    Document third = fetcher.document(uri, first.validators());

    assertEquals("1", first.content().text());
    assertInstanceOf(Document.Same.class, second);
    assertInstanceOf(Document.Fresh.class, third);
  }
}
