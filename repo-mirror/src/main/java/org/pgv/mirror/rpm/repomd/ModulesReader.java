package org.pgv.mirror.rpm.repomd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.yaml.YamlFile;
import org.pgv.manifests.yaml.YamlMapping;
import org.pgv.mirror.rpm.Nevra;

/** Reads modules.yaml: modulemd documents and the defaults; what else is in it is left alone. */
public final class ModulesReader {
  private static final String PLATFORM = "platform";

  private final String origin;
  private final Map<String, ModuleStream> builds = new HashMap<>();
  private final List<ModuleStream> streams = new ArrayList<>();
  private final Map<String, String> defaults = new HashMap<>();
  private final List<Problem> faults = new ArrayList<>();

  private ModulesReader(String origin) {
    this.origin = origin;
  }

  /** What one document says. */
  private sealed interface Document {
    record Build(ModuleStream stream) implements Document {}

    record Default(String module, String stream) implements Document {}

    record Other() implements Document {}
  }

  /**
   * Reads all documents. One that lacks what tells it apart is left out, as with dnf, and so are
   * its packages from any module; of two builds that are called the same the first counts, and of
   * two defaults the last.
   *
   * @param origin what problems call the repository
   * @throws Refusal where it is not YAML
   */
  public static Modules read(String text, String origin) {
    ModulesReader reader = new ModulesReader(origin);
    switch (YamlFile.readEach(origin + ": modules", text, ModulesReader::document)) {
      case Loaded.Ok<List<Loaded<Document>>>(List<Loaded<Document>> documents) ->
          documents.forEach(reader::add);
      case Loaded.Refused<List<Loaded<Document>>>(List<Problem> refused) ->
          throw new Refusal(ExitCode.FAILED, refused);
    }
    return new Modules(reader.streams, reader.defaults, reader.faults);
  }

  private void add(Loaded<Document> document) {
    switch (document) {
      case Loaded.Ok<Document>(Document read) -> add(read);
      case Loaded.Refused<Document>(List<Problem> problems) -> faults.addAll(problems);
    }
  }

  private static Document document(YamlMapping top) {
    top.leaveOthers();
    String kind = top.text("document");
    Optional<Document> known =
        switch (kind) {
          case "modulemd" -> top.mapping("data", ModulesReader::build);
          case "modulemd-defaults" -> top.mapping("data", ModulesReader::defaultStream);
          default -> Optional.empty();
        };
    return known.orElseGet(Document.Other::new);
  }

  private static Document build(YamlMapping data) {
    data.leaveOthers();
    String version = data.text("version", "0");
    String build = version + ":" + data.text("context", "") + ":" + data.text("arch", "");
    List<List<ModuleStream.Need>> needs = data.mappings("dependencies", ModulesReader::needs);
    List<Nevra> artifacts = data.mapping("artifacts", ModulesReader::artifacts).orElse(List.of());
    return new Document.Build(
        new ModuleStream(
            data.text("name"),
            data.text("stream"),
            build,
            needs.isEmpty() ? List.of() : needs.getFirst(),
            artifacts));
  }

  private static List<ModuleStream.Need> needs(YamlMapping dependencies) {
    dependencies.leaveOthers();
    return dependencies.mapping("requires", ModulesReader::required).orElse(List.of());
  }

  /** The platform is the target itself: a repository for it has no streams for another. */
  private static List<ModuleStream.Need> required(YamlMapping requires) {
    requires.leaveOthers();
    List<ModuleStream.Need> needs = new ArrayList<>();
    for (String module : requires.keys()) {
      if (!module.equals(PLATFORM)) {
        needs.add(new ModuleStream.Need(module, requires.texts(module)));
      }
    }
    return needs;
  }

  private static List<Nevra> artifacts(YamlMapping artifacts) {
    artifacts.leaveOthers();
    return artifacts.values("rpms", ModulesReader::nevra).stream()
        .filter(nevra -> !nevra.arch().endsWith("src"))
        .toList();
  }

  /** {@code NAME-EPOCH:VERSION-RELEASE.ARCH}. */
  private static Nevra nevra(String text) {
    int arch = text.lastIndexOf('.');
    int release = text.lastIndexOf('-', Math.max(arch, 0));
    int version = text.lastIndexOf('-', release - 1);
    int epoch = text.indexOf(':', Math.max(version, 0));
    if (version < 1 || epoch < 0 || epoch > release) {
      throw new IllegalArgumentException("not NAME-EPOCH:VERSION-RELEASE.ARCH: '" + text + "'");
    }
    return Nevra.of(
        text.substring(0, version),
        text.substring(version + 1, epoch),
        text.substring(epoch + 1, release),
        text.substring(release + 1, arch),
        text.substring(arch + 1));
  }

  private static Document defaultStream(YamlMapping data) {
    data.leaveOthers();
    return new Document.Default(data.text("module"), data.text("stream", ""));
  }

  private void add(Document document) {
    switch (document) {
      case Document.Build(ModuleStream stream) -> add(stream);
      case Document.Default(String module, String stream) when !stream.isEmpty() -> {
        String other = defaults.put(module, stream);
        if (other != null && !other.equals(stream)) {
          fault(module + " has the default streams " + other + " and " + stream);
        }
      }
      case Document.Default _, Document.Other _ -> {}
    }
  }

  private void add(ModuleStream stream) {
    ModuleStream other = builds.putIfAbsent(stream.id() + ":" + stream.build(), stream);
    if (other == null) {
      streams.add(stream);
    } else if (!other.equals(stream)) {
      fault(stream.id() + " of " + stream.build() + " is there twice with other content");
    }
  }

  private void fault(String what) {
    faults.add(new Problem(origin + ": modules", what));
  }
}
