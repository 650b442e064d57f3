package org.pgv.manifests.manifest;

import java.util.List;

/** The packages that are named for one role; what they need is found by the resolver. */
public record RoleRequest(String role, List<PackageRequest> packages) {
  public RoleRequest {
    packages = List.copyOf(packages);
  }
}
