package org.pgv.mirror.fetch;

import org.pgv.manifests.problem.Problem;

/** What a run says that may not use the network. */
public final class Offline {
  private Offline() {}

  /**
   * That something would have to be fetched.
   *
   * @param what its name or address
   */
  public static Problem neverFetched(String what) {
    return new Problem(
        what, "was never fetched, and this is an offline run", "run it without --offline");
  }
}
