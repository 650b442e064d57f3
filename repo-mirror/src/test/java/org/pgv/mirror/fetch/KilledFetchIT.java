package org.pgv.mirror.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Sha256;

class KilledFetchIT {

  /** The process that gets killed: fetches one file into a store. */
  public static final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
      ContentStore store = new ContentStore(Path.of(args[0]));
      Download download =
          new Download(List.of(URI.create(args[1])), Long.parseLong(args[2]), new Sha256(args[3]));
      try (Fetcher fetcher =
          new Fetcher(store, Reporter.silent(), Patience.usual(), ProxySelector.of(null))) {
        fetcher.fetch("packages", List.of(download));
      }
    }
  }

  @Test
  void goesOnAfterSigkillWithWhatHadCome(@TempDir Path folder) throws Exception {
    byte[] content = new byte[2_000_000];
    new Random(1).nextBytes(content);
    Sha256 digest = Sha256.of(content);
    ContentStore store = new ContentStore(folder.resolve("store"));
    try (FaultyServer server = new FaultyServer()) {
      server.put("a.deb", content);
      server.trouble("a.deb", FaultyServer.Fault.STALLS, 1);

      Process first = start(store, server.uri("a.deb"), content.length, digest);
      waitForSize(store.partial(digest), content.length / 2);
      first.destroyForcibly().waitFor();
      server.forgetRequests();
      int code = start(store, server.uri("a.deb"), content.length, digest).waitFor();

      assertEquals(0, code);
      assertEquals(List.of("a.deb from " + content.length / 2), server.requests());
      assertArrayEquals(content, Files.readAllBytes(store.path(digest)));
    }
  }

  private static Process start(ContentStore store, URI uri, long size, Sha256 digest)
      throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            store.root().toString(),
            uri.toString(),
            Long.toString(size),
            digest.hex())
        .inheritIO()
        .start();
  }

  private static void waitForSize(Path file, long size) throws Exception {
    for (int i = 0; i < 600 && (!Files.exists(file) || Files.size(file) < size); i++) {
      Thread.sleep(100);
    }
    assertTrue(Files.size(file) >= size, "half of it came");
  }
}
