package org.pgv.manifests.manifest;

import java.util.List;

/**
 * What is named for one role; what that needs is found by the resolver.
 *
 * @param groups with RPM only
 */
public record RoleRequest(String role, List<PackageRequest> packages, List<GroupRequest> groups) {
  public RoleRequest {
    packages = List.copyOf(packages);
    groups = List.copyOf(groups);
  }
}
