package org.pgv.manifests.manifest;

import java.util.List;
import org.pgv.manifests.value.Target;

/**
 * What goes into the bundles of one target.
 *
 * @param recommends whether packages that are merely recommended come along, too
 * @param exclude packages that must not be chosen, not even to satisfy another
 */
public record Manifest(
    Target target,
    List<PackageRepository> repositories,
    List<RoleRequest> roles,
    boolean recommends,
    List<String> exclude) {

  public Manifest {
    repositories = List.copyOf(repositories);
    roles = List.copyOf(roles);
    exclude = List.copyOf(exclude);
  }
}
