package org.pgv.manifests.konflux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pgv.manifests.manifest.Manifest;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.ModuleChoice;
import org.pgv.manifests.manifest.RoleRequest;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/**
 * What an {@code rpms.in.yaml} asks for on one architecture. Whom to trust it cannot say: where it
 * takes packages from must be in the manifest it is used with, which pins keys.
 *
 * @param weak whether what is merely recommended comes along; empty where nothing is said
 */
public record RpmsInput(
    RoleRequest request, ModuleChoice modules, Optional<Boolean> weak, List<Origin> origins) {
  public RpmsInput {
    origins = List.copyOf(origins);
  }

  /** A source of packages, and where it is named. */
  public sealed interface Origin {
    String where();

    /** A repository by its id. */
    record Id(String where, String id) implements Origin {}

    /** A {@code .repo} file, by the last part of its place. */
    record RepoFile(String where, String name) implements Origin {}
  }

  /** The manifest with what is asked for here; refuses sources that it does not have. */
  public ManifestDocument onto(ManifestDocument document) {
    List<Problem> problems =
        origins.stream().flatMap(origin -> missing(origin, document).stream()).toList();
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.USAGE, problems);
    }
    Manifest manifest = document.manifest();
    List<RoleRequest> roles = new ArrayList<>(manifest.roles());
    roles.add(request);
    return new ManifestDocument(
        document.place(),
        document.text(),
        new Manifest(
            manifest.target(),
            manifest.repositories(),
            roles,
            choice(manifest.choice()),
            manifest.artifacts()),
        document.files());
  }

  private Manifest.Choice choice(Manifest.Choice choice) {
    ModuleChoice both =
        new ModuleChoice(
            joined(choice.modules().enable(), modules.enable()),
            joined(choice.modules().disable(), modules.disable()));
    return new Manifest.Choice(
        weak.orElse(choice.recommends()), choice.best(), choice.exclude(), both, choice.hosts());
  }

  private static List<String> joined(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).distinct().toList();
  }

  private static Optional<Problem> missing(Origin origin, ManifestDocument document) {
    return switch (origin) {
      case Origin.Id(String where, String id) ->
          document.manifest().repositories().stream().anyMatch(one -> one.name().equals(id))
              ? Optional.empty()
              : Optional.of(unknown(where, "repository '" + id + "'", document));
      case Origin.RepoFile(String where, String name) ->
          document.files().repositories().stream().anyMatch(one -> one.name().equals(name))
              ? Optional.empty()
              : Optional.of(unknown(where, "file " + name, document));
    };
  }

  private static Problem unknown(String where, String what, ManifestDocument document) {
    return new Problem(
        where,
        document.place() + " has no " + what,
        "name it there under 'repositories', with the key that its packages are signed by");
  }
}
