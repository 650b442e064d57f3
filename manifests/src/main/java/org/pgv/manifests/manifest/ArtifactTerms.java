package org.pgv.manifests.manifest;

import java.util.List;

/**
 * For whom an artifact is there, and on what terms.
 *
 * @param roles the roles that need it
 * @param licence an SPDX licence expression
 * @param executable whether hosts may run it
 */
public record ArtifactTerms(List<String> roles, String licence, boolean executable) {
  public ArtifactTerms {
    roles = roles.stream().sorted().toList();
  }
}
