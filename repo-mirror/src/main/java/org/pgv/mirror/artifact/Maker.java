package org.pgv.mirror.artifact;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.lock.LockedArtifact;
import org.pgv.manifests.manifest.KnownContent;

/** Makes what one entry of a manifest's artifacts stands for. */
interface Maker {

  /**
   * A file that comes of it.
   *
   * @param known its content, where that is known before it is made
   */
  record Piece(
      String name,
      boolean executable,
      LockedArtifact.Origin origin,
      String why,
      Optional<KnownContent> known) {}

  List<Piece> pieces();

  /** Makes the pieces; what each came to is in the store now, in the same order. */
  List<KnownContent> make() throws IOException, InterruptedException;

  /** Looks again at pieces that are in the store already. */
  default void check() throws IOException, InterruptedException {}

  /** What to do where a piece came out another than the lock or the manifest says. */
  String hint();
}
