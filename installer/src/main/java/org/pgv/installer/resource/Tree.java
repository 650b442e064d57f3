package org.pgv.installer.resource;

import org.pgv.manifests.bundle.SignedFolder;
import org.pgv.manifests.value.Sha256;

/**
 * A folder of the admin host that must be on a host as a whole, such as the bundle's repository:
 * files owned by root for everybody to read, nothing beside them.
 *
 * @param source the folder here, and what must be in it
 * @param digest what is remembered on the host once all of it has arrived; the content is not read
 *     again while this stays the same
 */
public record Tree(String path, SignedFolder source, Sha256 digest) implements Resource {
  @Override
  public String title() {
    return "folder " + path;
  }
}
