package org.pgv.installer.resource;

import java.nio.file.Path;
import org.pgv.manifests.value.Sha256;

/**
 * A file of the bundle that must be on a host as it is, such as a program that is no package. It is
 * judged by its digest there, like every other file.
 *
 * @param source the file here, on the admin host
 */
public record CopiedFile(String path, Ownership ownership, Path source, Sha256 digest)
    implements Resource {
  @Override
  public String title() {
    return "file " + path;
  }
}
