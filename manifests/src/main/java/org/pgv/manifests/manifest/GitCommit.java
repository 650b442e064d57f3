package org.pgv.manifests.manifest;

import java.net.URI;
import java.util.Optional;

/**
 * The content of a repository as of one commit.
 *
 * @param ref the branch or tag that leads to the commit; where none is named, all are fetched
 * @param commit 40 hex digits
 * @param result what is known to come of it; where nothing is, making a lock takes fetching it
 */
public record GitCommit(
    URI repository, Optional<String> ref, String commit, Form form, Optional<KnownContent> result)
    implements ArtifactContent {

  /** What is made of the commit. */
  public enum Form {
    /** Its files, in an archive compressed with xz. */
    TAR_XZ,
    /** Its files, in an archive compressed with gzip. */
    TAR_GZ,
    /** It and all that came before, to be cloned from. */
    BUNDLE;

    /** The form that a file's name tells. */
    static Optional<Form> of(String name) {
      return name.endsWith(".tar.xz")
          ? Optional.of(TAR_XZ)
          : name.endsWith(".tar.gz")
              ? Optional.of(TAR_GZ)
              : Optional.of(BUNDLE).filter(_ -> name.endsWith(".bundle"));
    }
  }
}
