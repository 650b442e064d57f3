package org.pgv.manifests.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;

/**
 * What a bundle says of itself in {@code bundle.json}.
 *
 * @param identity what it is
 * @param lock the digest of the lock it was built from
 * @param madeFrom the digest of all that influenced that lock
 * @param components the software in it that people ask for by name
 * @param runtime what the installer in it runs on
 */
public record BundleInfo(
    Identity identity,
    Sha256 lock,
    Sha256 madeFrom,
    List<Component> components,
    Optional<BundledRuntime> runtime) {
  private static final String FORMAT = "pgv-bundle/1";

  /**
   * What tells one bundle from another.
   *
   * @param createdAt the time its files bear, from SOURCE_DATE_EPOCH or the newest index
   */
  public record Identity(String product, Target target, BundleVersion version, Instant createdAt) {

    /** The name of the bundle's folder, such as {@code pgv-debian13-2026.11.20}. */
    public String folderName() {
      return product + "-" + target + "-" + version;
    }
  }

  /** A named piece of software and its version. */
  public record Component(String name, String version) implements Comparable<Component> {
    @Override
    public int compareTo(Component other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : version.compareTo(other.version);
    }
  }

  public BundleInfo {
    components = components.stream().sorted().toList();
  }

  /** Before it is known what the installer runs on. */
  public BundleInfo(Identity identity, Sha256 lock, Sha256 madeFrom, List<Component> components) {
    this(identity, lock, madeFrom, components, Optional.empty());
  }

  /** The same with what the installer runs on. */
  public BundleInfo on(BundledRuntime known) {
    return new BundleInfo(identity, lock, madeFrom, components, Optional.of(known));
  }

  /** The text of bundle.json; the same bundle gives the same text. */
  public String text() {
    Map<String, Object> written = new TreeMap<>();
    written.put("format", FORMAT);
    written.put("product", identity.product());
    written.put("target", identity.target().toString());
    written.put("version", identity.version().text());
    written.put("createdAt", identity.createdAt().toString());
    written.put("lock", lock.hex());
    written.put("madeFrom", madeFrom.hex());
    written.put("components", components);
    runtime.ifPresent(known -> written.put("runtime", known.document()));
    return Json.pretty(written);
  }

  /** Reads bundle.json; {@code name} is what problems call it. */
  public static Loaded<BundleInfo> parse(String name, String text) {
    try {
      JsonNode root = Json.tree(text);
      String format = text(root, "format");
      if (!format.equals(FORMAT)) {
        throw new IllegalArgumentException(
            "its format is '" + format + "', and this version knows only '" + FORMAT + "'");
      }
      return new Loaded.Ok<>(
          new BundleInfo(
              new Identity(
                  text(root, "product"),
                  Target.parse(text(root, "target")),
                  new BundleVersion(text(root, "version")),
                  Instant.parse(text(root, "createdAt"))),
              new Sha256(text(root, "lock")),
              new Sha256(text(root, "madeFrom")),
              components(root),
              BundledRuntime.read(root)));
    } catch (UncheckedIOException | IllegalArgumentException | DateTimeException e) {
      return new Loaded.Refused<>(
          List.of(new Problem(name, "does not describe a bundle: " + e.getMessage())));
    }
  }

  private static List<Component> components(JsonNode root) {
    List<Component> components = new ArrayList<>();
    for (JsonNode node : root.path("components")) {
      components.add(new Component(text(node, "name"), text(node, "version")));
    }
    return components;
  }

  static String text(JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null || !value.isTextual()) {
      throw new IllegalArgumentException("'" + key + "' is missing");
    }
    return value.textValue();
  }
}
