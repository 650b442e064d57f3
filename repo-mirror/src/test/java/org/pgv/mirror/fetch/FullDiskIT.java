package org.pgv.mirror.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Sha256;

/** A disk of one mebibyte that somebody else fills while a file is on its way. */
class FullDiskIT {
  private static final Patience SHORT =
      new Patience(3, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofMillis(500));

  @TempDir private Path disk;
  private final byte[] content = new byte[600_000];

  @BeforeEach
  void mount() throws Exception {
    new Random(1).nextBytes(content);
    run("mount", "-t", "tmpfs", "-o", "size=1m", "none", disk.toString());
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  private static void run(String... command) throws Exception {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }

  @Test
  void saysSoAndGoesOnOnceThereIsRoom() throws Exception {
    ContentStore store = new ContentStore(disk.resolve("store"));
    Sha256 digest = Sha256.of(content);
    try (FaultyServer server = new FaultyServer();
        Fetcher fetcher = new Fetcher(store, Reporter.silent(), SHORT, ProxySelector.of(null))) {
      server.put("a.deb", content);
      server.trouble("a.deb", FaultyServer.Fault.STALLS, 1);
      Download download = new Download(List.of(server.uri("a.deb")), content.length, digest);

      CompletableFuture<Void> fetching =
          CompletableFuture.runAsync(() -> fetch(fetcher, download), Thread::startVirtualThread);
      while (!Files.exists(store.partial(digest))
          || Files.size(store.partial(digest)) < content.length / 2) {
        Thread.sleep(5);
      }
      fill();

      Refusal refusal =
          assertInstanceOf(
              Refusal.class, assertThrows(CompletionException.class, fetching::join).getCause());
      assertTrue(refusal.problems().toString().contains("No space left on device"));
      assertTrue(refusal.problems().toString().contains("PGV_CACHE"));

      Files.delete(disk.resolve("filler"));
      server.forgetRequests();
      fetch(fetcher, download);
      assertArrayEquals(content, Files.readAllBytes(store.path(digest)));
      assertTrue(server.requests().getFirst().startsWith("a.deb from "), "what came was kept");
    }
  }

  private static void fetch(Fetcher fetcher, Download download) {
    try {
      fetcher.fetch("packages", List.of(download));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void fill() throws IOException {
    byte[] page = new byte[4096];
    try (OutputStream out = Files.newOutputStream(disk.resolve("filler"))) {
      assertThrows(
          IOException.class,
          () -> {
            while (true) {
              out.write(page);
            }
          });
    }
  }
}
