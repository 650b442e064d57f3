package org.pgv.installer.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.installer.host.Shell;
import org.pgv.installer.platform.Platform;
import org.pgv.installer.resource.PackageSet.PackageVersion;
import org.pgv.installer.topology.BundleContents.Repository;
import org.pgv.manifests.bundle.BundlePath;

/**
 * Brings the metadata of the bundle's repository, and nothing else of it, to a temporary folder of
 * a host and lets the host's package manager simulate from that: one script, so one round trip.
 */
final class SimulationScript {
  private static final int LINE = 4096;

  private final Platform platform;
  private final SortedMap<String, String> files;

  /** Reads the metadata once for all hosts. */
  SimulationScript(Repository repository, Platform platform) {
    this.platform = platform;
    this.files = metadata(repository, platform);
  }

  /** The script; {@code folder} must not be there yet, and is gone afterwards. */
  String text(String folder, List<PackageVersion> packages) {
    StringBuilder script = new StringBuilder();
    script.append(
        """
        set -eu
        umask 022
        export LC_ALL=C.UTF-8
        unset LANGUAGE
        folder=%s
        mkdir -m 0755 "$folder"
        trap 'cd /; rm -rf "$folder"' EXIT
        trap 'exit 129' HUP INT TERM
        put() { mkdir -p "$(dirname "$folder/$1")"; base64 -d >"$folder/$1"; }
        """
            .formatted(Shell.quote(folder)));
    files.forEach(
        (path, content) ->
            script
                .append("put ")
                .append(Shell.quote(path))
                .append(" <<'END'\n")
                .append(content)
                .append("\nEND\n"));
    return script.append(platform.packages().simulate(folder, packages)).toString();
  }

  private static SortedMap<String, String> metadata(Repository repository, Platform platform) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("key.asc", encoded(repository.key().getBytes(StandardCharsets.UTF_8)));
    try {
      Path folder = repository.files().folder();
      for (Path file : platform.packages().metadata(folder)) {
        BundlePath path = new BundlePath(folder.relativize(file).toString());
        files.put("repository/" + path, encoded(repository.files().read(path)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the bundle's repository", e);
    }
    return files;
  }

  private static String encoded(byte[] content) {
    return Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
  }
}
