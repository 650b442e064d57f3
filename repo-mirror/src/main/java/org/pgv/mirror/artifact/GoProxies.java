package org.pgv.mirror.artifact;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pgv.manifests.manifest.GoProgram.GoModule;

/**
 * The module proxies to ask.
 *
 * @param setting as GOPROXY has it: addresses between commas or bars, {@code direct}, {@code off}
 */
public record GoProxies(String setting) {
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  /**
   * What this machine's environment says, or the settings of a Go that is installed on it; empty
   * where neither does.
   */
  public static Optional<GoProxies> ofThisMachine(Map<String, String> environment) {
    return Optional.of(environment.getOrDefault("GOPROXY", ""))
        .filter(text -> !text.isBlank())
        .or(GoProxies::ofInstalledGo)
        .map(GoProxies::new);
  }

  private static Optional<String> ofInstalledGo() {
    try {
      Process go = new ProcessBuilder("go", "env", "GOPROXY").start();
      go.getOutputStream().close();
      String said = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return go.waitFor() == 0 && !said.isEmpty() ? Optional.of(said) : Optional.empty();
    } catch (IOException e) {
      // There is no Go here, and none is needed.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Where a module's archive may be, in the order to ask (go.dev/ref/mod, "GOPROXY protocol"). */
  List<URI> archives(GoModule module) {
    String file = escaped(module.path()) + "/@v/" + escaped(module.version()) + ".zip";
    return Stream.of(setting.split("[,|]", -1))
        .map(String::strip)
        .filter(entry -> entry.startsWith("http://") || entry.startsWith("https://"))
        .map(GoProxies::withoutPassword)
        .map(entry -> URI.create((entry.endsWith("/") ? entry : entry + "/") + file))
        .toList();
  }

  /** Addresses are shown in errors; the go command, which gets all of them, hides passwords. */
  private static String withoutPassword(String address) {
    return address.replaceFirst("//[^/]*@", "//");
  }

  /** Not every file system tells capitals apart: each is written as a mark and its small letter. */
  private static String escaped(String text) {
    return CAPITAL
        .matcher(text)
        .replaceAll(capital -> "!" + capital.group().toLowerCase(Locale.ROOT));
  }
}
