package org.pgv.mirror.artifact;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;

/**
 * Where artifacts are made.
 *
 * @param folder for what is needed on the way, on the store's own file system
 * @param environment of this process; what programs that are run need of it is taken from there
 * @param goProxies where nothing says which, Go modules cannot be had
 */
public record Workshop(
    ContentStore store,
    Path folder,
    Map<String, String> environment,
    Optional<GoProxies> goProxies,
    Reporter reporter) {
  public Workshop {
    environment = new TreeMap<>(environment);
  }

  Remembered remembered() {
    return new Remembered(folder.resolve("made"), store);
  }
}
