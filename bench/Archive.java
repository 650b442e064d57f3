import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pgv.manifests.lock.LockFile;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;
import org.pgv.mirror.compression.Compression;
import org.pgv.mirror.deb.DebPackage;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.deb.PackagesWriter;
import org.pgv.mirror.deb.ReleaseWriter;
import org.pgv.mirror.fetch.Download;
import org.pgv.mirror.fetch.EnvironmentProxies;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.Patience;
import org.pgv.mirror.upstream.Mirror;
import org.pgv.pki.openpgp.SigningKey;

/** What a build does with the packages of a lock: gets them, and makes and signs their index. */
public final class Archive {
  private Archive() {}

  /**
   * With {@code PGV_LAPS} set, says how many milliseconds have passed since the process began, and
   * what is done by then.
   */
  private static void lap(String done) {
    if (System.getenv("PGV_LAPS") != null) {
      Instant began = ProcessHandle.current().info().startInstant().orElseThrow();
      System.err.println(Duration.between(began, Instant.now()).toMillis() + " ms: " + done);
    }
  }

  /** {@code fetch STORE LOCK NAME=URL…} or {@code index PACKAGES FOLDER KEY}. */
  public static void main(String[] args) throws Exception {
    lap("begun");
    if (args[0].equals("fetch")) {
      fetch(Path.of(args[1]), Path.of(args[2]), List.of(args).subList(3, args.length));
    } else {
      index(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
    }
  }

  private static void fetch(Path store, Path lock, List<String> mirrors) throws Exception {
    Map<String, Mirror> byName = new TreeMap<>();
    for (String one : mirrors) {
      String[] parts = one.split("=", 2);
      byName.put(parts[0], new Mirror(URI.create(parts[1].replaceFirst("/*$", "/")), "a bench's"));
    }
    List<Download> downloads = new ArrayList<>();
    for (LockedPackage one : LockFile.read(lock).packages()) {
      URI address = byName.get(one.origin().repository()).resolve(one.file().path());
      downloads.add(new Download(List.of(address), one.file().size(), one.file().sha256()));
    }
    lap("lock read");
    try (Fetcher fetcher =
        new Fetcher(
            new ContentStore(store),
            Reporter.silent(),
            Patience.usual(),
            new EnvironmentProxies(System.getenv()))) {
      fetcher.fetch("packages", downloads);
    }
    lap("fetched");
  }

  private static void index(Path packages, Path folder, Path keyFile) throws Exception {
    PackagesIndex index = PackagesIndex.of(Files.readAllBytes(packages), "bench");
    List<DebPackage> all = new ArrayList<>();
    for (int i = 0; i < index.size(); i++) {
      all.add(index.get(i));
    }
    lap("packages read");
    byte[] plain = PackagesWriter.write(all, DebPackage::path);
    Map<String, byte[]> indices = new TreeMap<>();
    for (Compression form : List.of(Compression.NONE, Compression.GZIP, Compression.XZ)) {
      byte[] content = form == Compression.NONE ? plain : form.compress(plain);
      indices.put("main/binary-amd64/Packages" + form.suffix(), content);
    }
    lap("indices made");
    Instant now = Instant.now();
    String release =
        new ReleaseWriter(
                new ReleaseWriter.Description(
                    "bench", "bench", "bench", List.of("amd64"), List.of("main")),
                now,
                Optional.empty())
            .write(indices);
    if (!Files.exists(keyFile)) {
      SigningKey.generate("bench", now, new SecureRandom()).store(keyFile, Optional.empty());
    }
    lap("Release made");
    SigningKey key = SigningKey.load(keyFile, Optional.empty()).orRefuse();
    Files.createDirectories(folder.resolve("main/binary-amd64"));
    for (Map.Entry<String, byte[]> one : indices.entrySet()) {
      Files.write(folder.resolve(one.getKey()), one.getValue());
    }
    byte[] bytes = release.getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("Release"), bytes);
    Files.writeString(folder.resolve("Release.gpg"), key.signDetached(bytes, now));
    Files.writeString(folder.resolve("InRelease"), key.signCleartext(release, now));
    lap("signed");
  }
}
