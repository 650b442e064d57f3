package org.pgv.builder;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.compression.Compression;
import org.pgv.mirror.deb.ReleaseWriter;
import org.pgv.pki.openpgp.SigningKey;

/** A signed apt repository that a test makes and serves on the loopback. */
public final class TestRepository implements AutoCloseable {
  public static final Instant DATE = Instant.parse("2026-11-19T00:00:00Z");
  public static final SigningKey KEY =
      SigningKey.generate("test repository", DATE.minusSeconds(1), new SecureRandom());

  private final Path folder;
  private final HttpServer server;
  private final StringBuilder stanzas = new StringBuilder();

  public TestRepository(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder).toAbsolutePath();
    server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            this.folder,
            SimpleFileServer.OutputLevel.NONE);
    server.start();
  }

  /** Adds a package; the fields are whole lines such as {@code Depends: other}. */
  public TestRepository add(String name, String version, String... fields) throws IOException {
    byte[] content = (name + " " + version).repeat(1000).getBytes(StandardCharsets.UTF_8);
    String path = "pool/" + name + "_" + version + "_amd64.deb";
    write(path, content);
    stanzas.append("Package: ").append(name).append("\nVersion: ").append(version);
    stanzas.append("\nArchitecture: amd64\nFilename: ").append(path);
    stanzas.append("\nSize: ").append(content.length);
    stanzas.append("\nSHA256: ").append(Sha256.of(content)).append('\n');
    List.of(fields).forEach(field -> stanzas.append(field).append('\n'));
    stanzas.append('\n');
    return this;
  }

  /** Signs what was added as a suite. */
  public TestRepository publish(String suite, Optional<Instant> validUntil) throws IOException {
    return publish(suite, suite, validUntil, KEY);
  }

  /** Signs what was added, as it was at a time. */
  public TestRepository publishedOn(Instant date) throws IOException {
    return publish("stable", "stable", Optional.empty(), KEY, date);
  }

  /** Signs what was added as one suite, and serves it where another one is looked for. */
  public TestRepository publish(
      String place, String suite, Optional<Instant> validUntil, SigningKey key) throws IOException {
    return publish(place, suite, validUntil, key, DATE);
  }

  private TestRepository publish(
      String place, String suite, Optional<Instant> validUntil, SigningKey key, Instant date)
      throws IOException {
    byte[] plain = stanzas.toString().getBytes(StandardCharsets.UTF_8);
    String index = "main/binary-amd64/Packages";
    Map<String, byte[]> indices =
        Map.of(index, plain, index + ".xz", Compression.XZ.compress(plain));
    String release =
        new ReleaseWriter(
                new ReleaseWriter.Description(
                    "test", "test", suite, List.of("amd64"), List.of("main")),
                date,
                validUntil)
            .write(indices);
    for (Map.Entry<String, byte[]> entry : indices.entrySet()) {
      write("dists/" + place + "/" + entry.getKey(), entry.getValue());
    }
    write(
        "dists/" + place + "/InRelease",
        key.signCleartext(release, DATE).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Changes the last byte of a file. */
  public void tamper(String path) throws IOException {
    byte[] content = Files.readAllBytes(folder.resolve(path));
    content[content.length - 1] ^= 1;
    Files.write(folder.resolve(path), content);
  }

  /** Puts a text where another stood. */
  public void replace(String path, String old, String put) throws IOException {
    String text = Files.readString(folder.resolve(path));
    Files.writeString(folder.resolve(path), text.replace(old, put));
  }

  public void remove(String path) throws IOException {
    Files.delete(folder.resolve(path));
  }

  /** A file that is no package, as a manifest names it: the lines of an artifact. */
  public String artifact(String name, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    write("files/" + name, bytes);
    return """
      - name: %s
        roles: [extra]
        licence: MIT
        executable: true
        url:
          address: %sfiles/%s
          version: "1.0"
          size: %d
          sha256: %s
    """
        .formatted(name, address(), name, bytes.length, Sha256.of(bytes));
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Writes a manifest that asks for packages of this repository, with its key beside it. */
  public Path manifest(Path place, String packages) throws IOException {
    return manifest(place, packages, KEY.fingerprint().hex(), address());
  }

  public static Path manifest(Path place, String packages, String fingerprint, String... mirrors)
      throws IOException {
    Files.createDirectories(place);
    Files.writeString(place.resolve("test.asc"), KEY.publicKey().armored());
    return Files.writeString(
        place.resolve("manifest.yaml"),
        """
        apiVersion: pgv/v1
        target: debian13
        repositories:
          - name: test
            suites: [stable]
            components: [main]
            mirrors: [%s]
            keys: [{ file: test.asc, fingerprint: %s }]
        packages:
          base: [%s]
        """
            .formatted(String.join(", ", mirrors), fingerprint, packages));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void write(String path, byte[] content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, content);
  }
}
