package org.pgv.mirror.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.store.ContentStore;

/** Says that a disk is full before it is, and when it is. */
final class StoreSpace {
  private StoreSpace() {}

  /** Refuses where the store's disk cannot take in what is missing. */
  static void mustHold(ContentStore store, List<Download> missing) {
    try {
      long needed = 0;
      for (Download download : missing) {
        Path partial = store.partial(download.sha256());
        needed += download.size() - (Files.exists(partial) ? Files.size(partial) : 0);
      }
      long free = Files.getFileStore(store.root()).getUsableSpace();
      if (free < needed) {
        throw refusal(
            store.root(),
            "the disk is too small: needs " + needed + " bytes, " + free + " are free",
            null);
      }
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED, new Problem("cache", "cannot be used: " + e.getMessage()), e);
    }
  }

  static Refusal refusal(ContentStore store, StoreDownload.StoreFailure failure) {
    return refusal(store.root(), "cannot be written: " + failure.reason(), failure);
  }

  private static Refusal refusal(Path folder, String what, @Nullable Throwable cause) {
    return new Refusal(
        ExitCode.FAILED,
        List.of(
            new Problem(
                folder.toString(),
                what,
                "make room, or keep the cache elsewhere with PGV_CACHE=FOLDER; then run the same"
                    + " command again: what was fetched is kept")),
        cause);
  }
}
