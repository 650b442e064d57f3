package org.pgv.manifests.lock;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;

/** The lock as a file: JSON, sorted, one line a value, so that a change reads well in a review. */
public final class LockFile {
  private static final String API_VERSION = "pgv/v1";

  private LockFile() {}

  /** The text of a lock; the same lock gives the same text. */
  public static String text(Lock lock) {
    return Json.pretty(
        Map.of(
            "apiVersion",
            API_VERSION,
            "target",
            lock.target().toString(),
            "resolver",
            lock.resolver(),
            "inputs",
            lock.inputs().hex(),
            "suites",
            lock.suites().stream().map(LockFile::suite).toList(),
            "packages",
            lock.packages().stream().map(LockFile::locked).toList(),
            "artifacts",
            lock.artifacts().stream().map(ArtifactEntry::of).toList()));
  }

  /** Reads a lock file; refuses with exit code 2 one that is missing or damaged. */
  public static Lock read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw refusal(file.toString(), "cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads the text of a lock; {@code name} is what problems call it. */
  public static Lock parse(String name, String text) {
    mustBeMerged(name, text);
    try {
      JsonNode root = Json.tree(text);
      if (!text(root, "apiVersion").equals(API_VERSION)) {
        throw new IllegalArgumentException("apiVersion must be " + API_VERSION);
      }
      return new Lock(
          Target.parse(text(root, "target")),
          text(root, "resolver"),
          new Sha256(text(root, "inputs")),
          items(root, "suites").stream().map(LockFile::readSuite).toList(),
          items(root, "packages").stream().map(LockFile::readPackage).toList(),
          items(root, "artifacts").stream().map(ArtifactEntry::read).toList());
    } catch (UncheckedIOException | IllegalArgumentException | java.time.DateTimeException e) {
      throw refusal(name, "is no lock: " + e.getMessage(), e);
    }
  }

  /** What a merge that failed leaves in a file. */
  private static void mustBeMerged(String name, String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("<<<<<<< ")) {
        throw new Refusal(
            ExitCode.USAGE,
            new Problem(
                name + ":" + (i + 1),
                "holds the conflict of a merge",
                "do not solve it by hand: make the lock anew with 'pgv-bundle lock'"));
      }
    }
  }

  private static Map<String, Object> suite(LockedSuite suite) {
    Map<String, Object> written = new TreeMap<>();
    written.put("repository", suite.repository());
    written.put("suite", suite.suite());
    written.put("date", suite.date().toString());
    written.put("signed", file(suite.signed().file()));
    suite.signed().signature().ifPresent(file -> written.put("signature", file(file)));
    suite.signed().signer().ifPresent(signer -> written.put("signer", signer.hex()));
    written.put("indices", suite.indices().stream().map(LockFile::file).toList());
    return written;
  }

  private static Map<String, Object> locked(LockedPackage entry) {
    return Map.ofEntries(
        Map.entry("name", entry.id().name()),
        Map.entry("version", entry.id().version()),
        Map.entry("architecture", entry.id().architecture()),
        Map.entry("repository", entry.origin().repository()),
        Map.entry("suite", entry.origin().suite()),
        Map.entry("path", entry.file().path()),
        Map.entry("size", entry.file().size()),
        Map.entry("sha256", entry.file().sha256().hex()),
        Map.entry("namedFor", entry.reason().namedFor()),
        Map.entry("roles", entry.reason().roles()),
        Map.entry("why", entry.reason().why()));
  }

  private static Map<String, Object> file(LockedFile file) {
    return Map.of("path", file.path(), "size", file.size(), "sha256", file.sha256().hex());
  }

  private static LockedSuite readSuite(JsonNode node) {
    return new LockedSuite(
        text(node, "repository"),
        suiteOf(node),
        Instant.parse(text(node, "date")),
        new LockedSuite.Signed(
            readFile(field(node, "signed")),
            optional(node, "signature").map(LockFile::readFile),
            optional(node, "signer").map(JsonNode::asText).map(Fingerprint::parse)),
        items(node, "indices").stream().map(LockFile::readFile).toList());
  }

  private static LockedPackage readPackage(JsonNode node) {
    return new LockedPackage(
        new PackageId(text(node, "name"), text(node, "version"), text(node, "architecture")),
        new LockedPackage.Origin(text(node, "repository"), suiteOf(node)),
        readFile(node),
        new LockedPackage.Reason(
            texts(node, "namedFor"), texts(node, "roles"), texts(node, "why")));
  }

  static LockedFile readFile(JsonNode node) {
    return new LockedFile(
        plainPath(text(node, "path")),
        field(node, "size").asLong(-1),
        new Sha256(text(node, "sha256")));
  }

  /** A path that stays below the folder it is resolved against. */
  private static String plainPath(String path) {
    if (path.startsWith("/") || List.of(path.split("/", -1)).contains("..")) {
      throw new IllegalArgumentException("path leads outside: '" + path + "'");
    }
    return path;
  }

  /** What is empty is not written. */
  private static String suiteOf(JsonNode node) {
    return optional(node, "suite").map(JsonNode::asText).orElse("");
  }

  static Optional<JsonNode> optional(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key));
  }

  static JsonNode field(JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null) {
      throw new IllegalArgumentException("'" + key + "' is missing");
    }
    return value;
  }

  static String text(JsonNode node, String key) {
    return field(node, key).asText();
  }

  private static List<JsonNode> items(JsonNode node, String key) {
    return node.has(key)
        ? StreamSupport.stream(field(node, key).spliterator(), false).toList()
        : List.of();
  }

  static List<String> texts(JsonNode node, String key) {
    return items(node, key).stream().map(JsonNode::asText).toList();
  }

  private static Refusal refusal(String name, String what, Throwable cause) {
    return new Refusal(
        ExitCode.USAGE, new Problem(name, what, "make it anew with 'pgv-bundle lock'"), cause);
  }
}
