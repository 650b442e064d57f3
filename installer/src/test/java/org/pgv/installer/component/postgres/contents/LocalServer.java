package org.pgv.installer.component.postgres.contents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pgv.installer.probe.Catalogue;
import org.pgv.installer.probe.CatalogueProbe;

/** A PostgreSQL server of this machine's package in a folder, reached by a socket there. */
public final class LocalServer implements AutoCloseable {
  private static final String PORT = "55432";

  private final Path folder;
  private final Path binaries;

  private LocalServer(Path folder, Path binaries) {
    this.folder = folder;
    this.binaries = binaries;
  }

  public static LocalServer start() throws IOException {
    Path folder =
        Files.createTempDirectory(
            "pgv-server",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    LocalServer server = new LocalServer(folder, newest());
    server.expect(List.of("chown", "postgres:", folder.toString()), "");
    Path data = folder.resolve("data");
    server.asPostgres(
        "", server.program("initdb"), "--no-sync", "--auth", "peer", "--pgdata", data.toString());
    server.asPostgres(
        "",
        server.program("pg_ctl"),
        "--wait",
        "--pgdata",
        data.toString(),
        "--log",
        folder.resolve("log").toString(),
        "--options",
        "-p %s -c listen_addresses= -c fsync=off -c wal_level=logical -c cluster_name=main -c unix_socket_directories=%s"
            .formatted(PORT, folder),
        "start");
    return server;
  }

  private static Path newest() throws IOException {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions.sorted().reduce((_, last) -> last).orElseThrow().resolve("bin");
    }
  }

  /** The server's major version. */
  public int major() {
    return Integer.parseInt(sql("postgres", "SHOW server_version_num").strip()) / 10_000;
  }

  private String program(String name) {
    return binaries.resolve(name).toString();
  }

  /** Runs SQL as the superuser, and returns what it says, one row a line. */
  public String sql(String database, String text) {
    return asPostgres(text, psql(database));
  }

  /** Runs SQL that must fail, and returns why it did. */
  String refused(String database, String text) {
    Ended ended = run(as("postgres", psql(database)), text);
    assertEquals(3, ended.code(), ended.said());
    return ended.said();
  }

  private String[] psql(String database) {
    return new String[] {
      program("psql"),
      "--no-psqlrc",
      "-qAt",
      "--set",
      "ON_ERROR_STOP=1",
      "--host",
      folder.toString(),
      "--port",
      PORT,
      "--dbname",
      database,
      "--file",
      "-"
    };
  }

  /** What the probe finds in it. */
  Catalogue catalogue() throws IOException {
    Path record = Files.createDirectories(folder.resolve("record"));
    Files.writeString(record.resolve("managed"), "unit\tpatroni.service\n");
    String said = expect(List.of("sh", "-s"), CatalogueProbe.script(record, folder)).said();
    return CatalogueProbe.read(said).orElseThrow(() -> new AssertionError("no catalogue: " + said));
  }

  private String asPostgres(String input, String... command) {
    return expect(as("postgres", command), input).said();
  }

  private static List<String> as(String user, String... command) {
    List<String> words = new ArrayList<>(List.of("runuser", "--user", user, "--"));
    words.addAll(List.of(command));
    return words;
  }

  private record Ended(int code, String said) {}

  private Ended expect(List<String> command, String input) {
    Ended ended = run(command, input);
    assertEquals(0, ended.code(), command + ": " + ended.said());
    return ended;
  }

  private Ended run(List<String> command, String input) {
    try {
      Path said = Files.createTempFile("pgv-said", ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      int code = process.waitFor();
      String text = Files.readString(said);
      Files.delete(said);
      return new Ended(code, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    asPostgres(
        "",
        program("pg_ctl"),
        "--wait",
        "--mode",
        "immediate",
        "--pgdata",
        folder.resolve("data").toString(),
        "stop");
    expect(List.of("rm", "-r", folder.toString()), "");
  }
}
