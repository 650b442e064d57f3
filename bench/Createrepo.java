import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.file.RpmFile;
import org.pgv.mirror.rpm.repomd.ListedPackage;
import org.pgv.mirror.rpm.repomd.RepomdWriter;

/** Writes the metadata of a folder of packages with what a build writes its repository with. */
final class Createrepo {
  public static void main(String[] args) throws IOException {
    Path output = Path.of(args[1]);
    List<Path> files;
    try (Stream<Path> found = Files.list(Path.of(args[0]))) {
      files = found.sorted().toList();
    }
    List<ListedPackage> packages = files.parallelStream().map(Createrepo::listed).toList();
    Map<String, byte[]> metadata = RepomdWriter.write(packages, List.of(), Instant.EPOCH);
    for (Map.Entry<String, byte[]> one : metadata.entrySet()) {
      Path file = output.resolve(one.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, one.getValue());
    }
  }

  private static ListedPackage listed(Path path) {
    try {
      RpmFile file = RpmFile.read(path);
      String name = String.valueOf(path.getFileName());
      LockedFile locked = new LockedFile(name, file.size(), Sha256.of(path));
      return new ListedPackage(file.description(), locked, Instant.EPOCH);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
