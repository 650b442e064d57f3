import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.file.RpmFile;
import org.pgv.mirror.rpm.repomd.ListedPackage;
import org.pgv.mirror.rpm.repomd.RepomdWriter;

/**
 * Writes the metadata of packages with what a build writes its repository with. As in a build, their
 * digests are known beforehand, from a list such as sha256sum prints.
 */
final class Createrepo {
  public static void main(String[] args) throws IOException {
    List<String> list = Files.readAllLines(Path.of(args[0]));
    Path output = Path.of(args[1]);
    List<ListedPackage> packages = list.parallelStream().map(Createrepo::listed).toList();
    Map<String, byte[]> metadata = RepomdWriter.write(packages, List.of(), Instant.EPOCH);
    for (Map.Entry<String, byte[]> one : metadata.entrySet()) {
      Path file = output.resolve(one.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, one.getValue());
    }
  }

  private static ListedPackage listed(String line) {
    int blank = line.indexOf(' ');
    try {
      Path path = Path.of(line.substring(blank).strip());
      RpmFile file = RpmFile.read(path);
      String name = String.valueOf(path.getFileName());
      LockedFile locked = new LockedFile(name, file.size(), new Sha256(line.substring(0, blank)));
      return new ListedPackage(file.description(), locked, Instant.EPOCH);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
