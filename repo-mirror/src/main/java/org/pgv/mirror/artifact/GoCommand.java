package org.pgv.mirror.artifact;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The go command of an unpacked toolchain. It sees nothing of this machine's own Go: neither its
 * settings nor its caches, so that the same input gives the same program everywhere.
 */
final class GoCommand {
  private static final int LAST_LINES = 12;
  private static final List<String> PASSED_ON =
      List.of(
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "PATH",
          "SSL_CERT_DIR",
          "SSL_CERT_FILE");

  private final Path work;
  private final Map<String, String> environment = new TreeMap<>();

  /**
   * @param work holds {@code toolchain/} and {@code source/}, and the caches of the command
   * @param architecture to build for, as Go and Debian call it
   * @param proxies as GOPROXY has them
   */
  GoCommand(Path work, String architecture, String proxies, Map<String, String> outer) {
    this.work = work;
    for (String name : PASSED_ON) {
      if (outer.containsKey(name)) {
        environment.put(name, outer.get(name));
      }
    }
    environment.put("HOME", work.toString());
    environment.put("GOROOT", work.resolve("toolchain").toString());
    environment.put("GOPATH", work.resolve("path").toString());
    environment.put("GOMODCACHE", work.resolve("modules").toString());
    environment.put("GOCACHE", work.resolve("cache").toString());
    environment.put("GOTMPDIR", work.toString());
    environment.put("GOENV", "off");
    environment.put("GOWORK", "off");
    environment.put("GOTELEMETRY", "off");
    environment.put("GOTOOLCHAIN", "local");
    environment.put("GOPROXY", proxies);
    // go.sum of the source must know every module; writable, so that the cache can be removed.
    environment.put("GOFLAGS", "-mod=readonly -modcacherw");
    environment.put("CGO_ENABLED", "0");
    environment.put("GOOS", "linux");
    environment.put("GOARCH", architecture);
    environment.put("GOAMD64", "v1");
    environment.put("GOARM64", "v8.0");
  }

  /** How a command ended: with 0 or not, and its last words. */
  record Ended(boolean good, List<String> lastWords) {}

  /** Runs the command in the source's folder; {@code line} hears of each line that it prints. */
  Ended run(List<String> arguments, Consumer<String> line)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(work.resolve("toolchain/bin/go").toString()));
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words).directory(work.resolve("source").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    Deque<String> last = new ArrayDeque<>();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      process.getOutputStream().close();
      for (String text = output.readLine(); text != null; text = output.readLine()) {
        line.accept(text);
        last.add(text);
        if (last.size() > LAST_LINES) {
          last.remove();
        }
      }
      return new Ended(process.waitFor() == 0, List.copyOf(last));
    } finally {
      process.destroy();
    }
  }
}
