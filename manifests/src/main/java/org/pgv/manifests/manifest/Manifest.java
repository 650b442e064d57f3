package org.pgv.manifests.manifest;

import java.util.List;
import org.pgv.manifests.value.Target;

/** What goes into the bundles of one target. */
public record Manifest(
    Target target,
    List<PackageRepository> repositories,
    List<RoleRequest> roles,
    Choice choice,
    List<ArtifactRequest> artifacts) {

  /**
   * How packages are chosen beyond what is named.
   *
   * @param recommends whether packages that are merely recommended come along, too
   * @param best whether what is named must come in its best version, or else there is no lock
   * @param exclude packages that must not be chosen, not even to satisfy another
   */
  public record Choice(
      boolean recommends,
      boolean best,
      List<String> exclude,
      ModuleChoice modules,
      HostBase hosts) {
    public Choice {
      exclude = List.copyOf(exclude);
    }
  }

  public Manifest {
    repositories = List.copyOf(repositories);
    roles = List.copyOf(roles);
    artifacts = List.copyOf(artifacts);
  }
}
