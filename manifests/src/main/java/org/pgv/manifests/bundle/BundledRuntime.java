package org.pgv.manifests.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.manifests.value.Sha256;

/**
 * What the installer of a bundle runs on, named so that whoever hears of a fault in Java or in a
 * library knows which bundles have it.
 *
 * @param java the version that Java itself tells, such as {@code 25.0.1+8-LTS}
 * @param modules of Java that were linked
 */
public record BundledRuntime(String java, List<String> modules, List<Jar> jars) {

  /** A library or a part of ours, by the name of its file. */
  public record Jar(String name, Sha256 sha256) {}

  public BundledRuntime {
    modules = modules.stream().sorted().toList();
    jars = jars.stream().sorted(Comparator.comparing(Jar::name)).toList();
  }

  Map<String, Object> document() {
    return Map.of(
        "java",
        java,
        "modules",
        modules,
        "jars",
        jars.stream()
            .map(jar -> Map.of("name", jar.name(), "sha256", jar.sha256().hex()))
            .toList());
  }

  /** Bundles that were built before this was told say nothing of it. */
  static Optional<BundledRuntime> read(JsonNode root) {
    if (!root.has("runtime")) {
      return Optional.empty();
    }
    JsonNode node = root.get("runtime");
    List<String> modules = new ArrayList<>();
    node.path("modules").forEach(one -> modules.add(one.asText()));
    List<Jar> jars = new ArrayList<>();
    for (JsonNode jar : node.path("jars")) {
      jars.add(new Jar(BundleInfo.text(jar, "name"), new Sha256(BundleInfo.text(jar, "sha256"))));
    }
    return Optional.of(new BundledRuntime(BundleInfo.text(node, "java"), modules, jars));
  }
}
