package org.pgv.builder;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/**
 * An apt archive in any form that a test wants, in memory and served on the loopback: it is put
 * together file by file, signed by gpg, and may lack what its Release file lists.
 */
public final class DebArchive implements AutoCloseable {
  private final Path gnuPg;
  private final HttpServer server;
  private final SortedMap<String, byte[]> files = new TreeMap<>();

  /**
   * @param gnuPg a short folder with the key of {@link #makeKey}
   */
  public DebArchive(Path gnuPg) throws IOException {
    this.gnuPg = gnuPg;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** Makes a key to sign with. */
  public static void makeKey(Path gnuPg) throws Exception {
    Files.setPosixFilePermissions(gnuPg, PosixFilePermissions.fromString("rwx------"));
    gpg(gnuPg, "--passphrase", "", "--quick-gen-key", "archive", "rsa3072", "sign", "never");
  }

  /** Like an object store: a plus in a path is a blank, and no path is another's. */
  private void answer(HttpExchange exchange) throws IOException {
    // As a whole: two strokes at its beginning make an authority of what follows.
    String asked = URLDecoder.decode(exchange.getRequestURI().toString(), StandardCharsets.UTF_8);
    String path = asked.replaceFirst("^/(?:\\./)*", "");
    byte[] content = files.get(path);
    try (exchange) {
      if (content == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
      }
    }
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  public DebArchive put(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  public DebArchive put(String path, String content) {
    return put(path, content.getBytes(StandardCharsets.UTF_8));
  }

  public void remove(String path) {
    files.remove(path);
  }

  /** A package file at a place, and its stanza with these digests. */
  public String stanza(String name, String version, String place, String served, String... more)
      throws Exception {
    byte[] content = (name + " " + version + "\n").repeat(20).getBytes(StandardCharsets.UTF_8);
    put(served, content);
    StringBuilder stanza = new StringBuilder("Package: " + name + "\nVersion: " + version + "\n");
    stanza.append("Architecture: amd64\nMaintainer: T <t@example.org>\n");
    stanza.append("Filename: ").append(place).append("\nSize: ").append(content.length);
    stanza.append("\nSHA256: ").append(digest("SHA-256", content));
    stanza.append("\nSHA512: ").append(digest("SHA-512", content)).append('\n');
    List.of(more).forEach(line -> stanza.append(line).append('\n'));
    return stanza.append("Description: a test\n\n").toString();
  }

  public String stanza(String name, String version, String... more) throws Exception {
    String place = "pool/" + name + "_" + version + "_amd64.deb";
    return stanza(name, version, place, place, more);
  }

  public static String digest(String algorithm, byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
  }

  /** The plain index compressed by the named tools, and as it is; each under its ending. */
  public static Map<String, byte[]> forms(byte[] plain, String... endings) throws Exception {
    Map<String, byte[]> forms = new LinkedHashMap<>();
    for (String ending : endings) {
      forms.put(ending, ending.isEmpty() ? plain : compressed(ending, plain));
    }
    return forms;
  }

  private static byte[] compressed(String ending, byte[] plain) throws Exception {
    List<String> tool =
        switch (ending) {
          case ".gz" -> List.of("gzip", "-n", "-c");
          case ".bz2" -> List.of("bzip2", "-c");
          case ".xz" -> List.of("xz", "-c");
          case ".lzma" -> List.of("xz", "--format=lzma", "-c");
          case ".zst" -> List.of("zstd", "-q", "-c");
          default -> throw new IllegalArgumentException(ending);
        };
    Path in = Files.write(Files.createTempFile("plain", ""), plain);
    Path out = Files.createTempFile("packed", "");
    new ProcessBuilder(tool)
        .redirectInput(in.toFile())
        .redirectOutput(out.toFile())
        .start()
        .waitFor();
    byte[] packed = Files.readAllBytes(out);
    Files.delete(in);
    Files.delete(out);
    return packed;
  }

  /** A table of a Release file, such as {@code SHA256}. */
  public static String table(String field, String algorithm, Map<String, byte[]> indices)
      throws Exception {
    StringBuilder table = new StringBuilder(field + ":\n");
    for (Map.Entry<String, byte[]> one : indices.entrySet()) {
      table.append(' ').append(digest(algorithm, one.getValue())).append(' ');
      table.append(one.getValue().length).append(' ').append(one.getKey()).append('\n');
    }
    return table.toString();
  }

  /** Signs a Release file in one document. */
  public void signInOne(String folder, String release, Charset charset) throws Exception {
    put(folder + "InRelease", signed(release.getBytes(charset), "--clearsign"));
  }

  /** Signs a Release file beside it. */
  public void signBeside(String folder, String release, String... options) throws Exception {
    byte[] bytes = release.getBytes(StandardCharsets.UTF_8);
    put(folder + "Release", bytes);
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--detach-sign");
    put(folder + "Release.gpg", signed(bytes, all.toArray(String[]::new)));
  }

  public byte[] file(String path) {
    return files.get(path);
  }

  private byte[] signed(byte[] content, String... how) throws Exception {
    Path in = Files.write(Files.createTempFile("sign", ""), content);
    Path out = Path.of(in + ".out");
    List<String> arguments = new ArrayList<>(List.of("--output", out.toString()));
    arguments.addAll(List.of(how));
    arguments.add(in.toString());
    gpg(gnuPg, arguments.toArray(String[]::new));
    byte[] signed = Files.readAllBytes(out);
    Files.delete(in);
    Files.delete(out);
    return signed;
  }

  /** Runs gpg with the key of {@link #makeKey}. */
  public static String gpg(Path gnuPg, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("gpg", "--homedir", gnuPg.toString()));
    command.addAll(List.of("--batch", "--quiet", "--pinentry-mode", "loopback"));
    command.addAll(List.of(arguments));
    Commands.Ended ended = Commands.run(gnuPg, Map.of(), command);
    if (ended.code() != 0) {
      throw new IOException(ended.output());
    }
    return ended.output();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
