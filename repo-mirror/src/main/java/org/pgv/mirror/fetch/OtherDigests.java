package org.pgv.mirror.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.lock.ListedFile;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.StrongDigest;

/**
 * Files that their index does not list by SHA-256 and size, by which the store and locks go. What
 * they are there is learnt by fetching them; what came must have the digest that the index gives.
 */
public final class OtherDigests {
  /** What is taken of a file whose size nobody gives. */
  private static final long LARGEST = 4L << 30;

  private final ContentStore store;
  private final Path notes;

  /**
   * @param notes a folder where it is noted which SHA-256 goes with which other digest
   */
  public OtherDigests(ContentStore store, Path notes) {
    this.store = store;
    this.notes = notes;
  }

  /** Such notes beside those on what was seen. */
  public static OtherDigests beside(Path heads, ContentStore store) {
    return new OtherDigests(store, heads.resolveSibling("digests"));
  }

  /** What came of looking for a file. */
  public sealed interface Outcome {
    /** The file is in the store. */
    record Known(LockedFile file) implements Outcome {}

    /** No mirror has it. */
    record Missing(List<Problem> problems) implements Outcome {
      public Missing {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * A file by its SHA-256; refuses one that mirrors give otherwise than the index says.
   *
   * @param network empty to use only what was fetched before
   */
  public Outcome find(ListedFile file, List<URI> mirrors, Optional<Fetcher> network)
      throws InterruptedException {
    try {
      Optional<LockedFile> noted = noted(file);
      if (noted.isPresent()) {
        return new Outcome.Known(noted.get());
      }
      if (network.isEmpty()) {
        return new Outcome.Missing(List.of(Offline.neverFetched(file.path())));
      }
      return fetched(file, mirrors, network.get());
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(store.root().toString(), "cannot be used: " + e.getMessage()),
          e);
    }
  }

  /** Whether what the store has under the file's SHA-256 has this digest, too. */
  public static boolean matches(ContentStore store, Sha256 file, StrongDigest digest)
      throws IOException {
    return StrongDigest.of(digest.algorithm(), store.path(file)).equals(digest);
  }

  private Optional<LockedFile> noted(ListedFile file) throws IOException {
    Path note = note(file.digest());
    if (!Files.isRegularFile(note)) {
      return Optional.empty();
    }
    try {
      Sha256 sha256 = new Sha256(Files.readString(note, StandardCharsets.US_ASCII).strip());
      Path kept = store.path(sha256);
      if (Files.isRegularFile(kept) && matches(store, sha256, file.digest())) {
        return Optional.of(new LockedFile(file.path(), Files.size(kept), sha256));
      }
    } catch (IllegalArgumentException _) {
      // A damaged note: the file is fetched again.
    }
    return Optional.empty();
  }

  private Outcome fetched(ListedFile file, List<URI> mirrors, Fetcher network)
      throws IOException, InterruptedException {
    List<Problem> problems = new ArrayList<>();
    Path partial =
        Files.createTempFile(Files.createDirectories(store.root().resolve("partial")), "learn", "");
    try {
      for (URI mirror : mirrors) {
        Files.deleteIfExists(partial);
        Optional<String> failure =
            network.open(
                "files known by other digests", mirror, partial, file.size().orElse(LARGEST));
        if (failure.isPresent()) {
          problems.add(new Problem(mirror.toString(), "cannot be had: " + failure.get()));
          continue;
        }
        mustBe(file, mirror, partial);
        Sha256 sha256 = Sha256.of(partial);
        LockedFile known = new LockedFile(file.path(), Files.size(partial), sha256);
        store.adopt(partial, sha256);
        remember(file.digest(), sha256);
        return new Outcome.Known(known);
      }
    } finally {
      Files.deleteIfExists(partial);
    }
    return new Outcome.Missing(problems);
  }

  private static void mustBe(ListedFile file, URI mirror, Path got) throws IOException {
    long size = Files.size(got);
    StrongDigest digest = StrongDigest.of(file.digest().algorithm(), got);
    if (!digest.equals(file.digest()) || file.size().orElse(size) != size) {
      throw new Refusal(
          ExitCode.NOT_TRUSTED,
          new Problem(
              mirror.toString(),
              "is not what the signed index says: expected "
                  + file.digest()
                  + ", got "
                  + digest
                  + " and "
                  + size
                  + " bytes",
              Download.Authority.INDEX_OF_SUITE.hint()));
    }
  }

  private void remember(StrongDigest digest, Sha256 sha256) throws IOException {
    Path written = Files.createTempFile(Files.createDirectories(notes), "note", "");
    Files.writeString(written, sha256.hex(), StandardCharsets.US_ASCII);
    Files.move(written, note(digest), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path note(StrongDigest digest) {
    return notes.resolve(digest.toString().replace(':', '-'));
  }
}
