package org.pgv.installer.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.installer.sandbox.Sandbox.Member;
import org.pgv.manifests.console.PrivateFile;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.store.TextFiles;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Network;

/**
 * The files of one sandbox. What it is made of is written before anything is made, so that a
 * half-made sandbox can be taken down.
 */
final class SandboxFolder {
  private static final String DESCRIPTION = "sandbox.json";

  private final Path folder;

  SandboxFolder(Path folder) {
    this.folder = folder;
  }

  Path path() {
    return folder;
  }

  /** What commands of the admin find as root's {@code .ssh}. */
  Path ssh() {
    return folder.resolve("ssh");
  }

  /** The key that every host lets in as root. */
  Path key() {
    return ssh().resolve("id_ed25519");
  }

  Path knownHosts() {
    return ssh().resolve("known_hosts");
  }

  /** What commands of the admin find as PGV_HOME, so that it goes when the sandbox goes. */
  Path adminHome() {
    return folder.resolve("admin");
  }

  /** What is kept of one host: its own layer of the file system, mount point, console, process. */
  Path host(Member member) {
    return folder.resolve("hosts").resolve(member.name().text());
  }

  Path upper(Member member) {
    return host(member).resolve("upper");
  }

  Path work(Member member) {
    return host(member).resolve("work");
  }

  Path root(Member member) {
    return host(member).resolve("root");
  }

  Path console(Member member) {
    return host(member).resolve("console.log");
  }

  Path process(Member member) {
    return host(member).resolve("process");
  }

  /** There once every host is furnished; a sandbox without it is half-made. */
  Path complete() {
    return folder.resolve("complete");
  }

  void write(Sandbox sandbox) throws IOException {
    PrivateFile.folder(folder);
    List<Object> members = new ArrayList<>();
    for (Member member : sandbox.members()) {
      members.add(Map.of("name", member.name().text(), "number", member.number()));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("network", sandbox.network().toString());
    document.put("domain", sandbox.domain());
    document.put("root", sandbox.root());
    document.put("hosts", members);
    TextFiles.replace(folder.resolve(DESCRIPTION), Json.pretty(document));
  }

  /** The sandbox that this folder holds, if any. */
  Optional<Sandbox> read() {
    Path file = folder.resolve(DESCRIPTION);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode document = Json.tree(Files.readString(file));
      List<Member> members = new ArrayList<>();
      for (JsonNode host : document.path("hosts")) {
        members.add(
            new Member(new HostName(host.path("name").asText()), host.path("number").asInt()));
      }
      return Optional.of(
          new Sandbox(
              new HostName(String.valueOf(folder.getFileName())),
              Network.parse(document.path("network").asText()),
              document.path("domain").asText(),
              document.path("root").asText(),
              members));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
