package org.pgv.manifests.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;

/**
 * A folder with the digest of each of its files, which a signature vouched for. What is taken from
 * it is compared once more when it is taken: that it was verified says how it was then.
 */
public record SignedFolder(Path folder, Checksums files) {
  private static final int LIMIT = 1 << 28;

  /** A folder in it, whose name ends in a slash. */
  public SignedFolder below(String name) {
    SortedMap<BundlePath, Sha256> below = new TreeMap<>();
    files
        .files()
        .forEach(
            (path, digest) -> {
              if (path.text().startsWith(name)) {
                below.put(new BundlePath(path.text().substring(name.length())), digest);
              }
            });
    return new SignedFolder(folder.resolve(name), new Checksums(below));
  }

  /** A small file's content; a {@link Refusal} with exit code 3 where it is not what was signed. */
  public byte[] read(BundlePath path) throws IOException {
    Path file = folder.resolve(path.text());
    return switch (ControlFile.read(file, LIMIT)) {
      case Loaded.Ok<byte[]>(byte[] content) -> {
        if (!Sha256.of(content).equals(files.files().get(path))) {
          throw altered(path);
        }
        yield content;
      }
      case Loaded.Refused<byte[]>(List<Problem> problems) ->
          throw new Refusal(ExitCode.NOT_TRUSTED, problems);
    };
  }

  /** A file is not what it was when it was verified. */
  public Refusal altered(BundlePath path) {
    return new Refusal(
        ExitCode.NOT_TRUSTED,
        new Problem(
            folder.resolve(path.text()).toString(),
            "was altered after it was verified",
            "find out who writes there, then copy the bundle again from where it was made"));
  }
}
