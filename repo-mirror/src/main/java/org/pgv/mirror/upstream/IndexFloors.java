package org.pgv.mirror.upstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Sha256;

/**
 * How old a repository's index may be: no older than the one that the lock names, and no older than
 * the newest that was trusted on this machine. A signature says who made an index and not that it
 * is the last one: without a floor, whoever sits at a mirror can hold back what was mended since.
 */
public final class IndexFloors {
  private final Path folder;
  private final List<LockedSuite> locked;
  private final Set<String> exempt;
  private final Clock clock;

  /**
   * @param folder where it is noted how new the newest were
   * @param locked what the lock names that is to be replaced; empty where there is none
   * @param exempt names of repositories whose index may be older, because a person says so
   */
  public IndexFloors(Path folder, List<LockedSuite> locked, Set<String> exempt, Clock clock) {
    this.folder = folder;
    this.locked = List.copyOf(locked);
    this.exempt = new TreeSet<>(exempt);
    this.clock = clock;
  }

  /** A floor, and what it was learnt from. */
  private record Floor(Instant date, String source) {}

  /**
   * Why an index that was found to be trusted cannot be used; empty where it is new enough.
   *
   * @param suite empty for a repository that is not parted into suites
   */
  public Optional<Rejected> tooOld(
      String where, PackageRepository repository, String suite, Instant date) {
    if (exempt.contains(repository.name())) {
      return Optional.empty();
    }
    return Stream.concat(locked(repository, suite), remembered(repository, suite).stream())
        .filter(floor -> date.isBefore(floor.date()))
        .findFirst()
        .map(floor -> rejected(where, repository, date, floor));
  }

  /** From now on, this is the newest that was seen; a person may have said that it is older. */
  public void remember(PackageRepository repository, String suite, Instant date) {
    Instant now = clock.instant();
    Instant seen = date.isAfter(now) ? now : date;
    boolean known = remembered(repository, suite).filter(f -> f.date().equals(seen)).isPresent();
    if (!known) {
      write(note(repository, suite), seen);
    }
  }

  private Stream<Floor> locked(PackageRepository repository, String suite) {
    return locked.stream()
        .filter(one -> one.repository().equals(repository.name()) && one.suite().equals(suite))
        .map(one -> new Floor(one.date(), "the lock names"));
  }

  private Optional<Floor> remembered(PackageRepository repository, String suite) {
    Path note = note(repository, suite);
    try {
      return Files.exists(note)
          ? Optional.of(
              new Floor(Instant.parse(Files.readString(note).strip()), "was seen here before"))
          : Optional.empty();
    } catch (IOException | DateTimeException e) {
      // A damaged cache is no reason to fail; the lock has a floor of its own.
      return Optional.empty();
    }
  }

  /**
   * The same repository is one with the same keys and, but for this run's choice, the same mirrors.
   */
  private Path note(PackageRepository repository, String suite) {
    String identity =
        String.join(
            "\n",
            repository.name(),
            suite,
            repository.keys().toString(),
            repository.mirrors().toString());
    return folder.resolve(Sha256.of(identity).hex());
  }

  private static void write(Path note, Instant date) {
    try {
      Path written = Files.createTempFile(Files.createDirectories(note.getParent()), "date", "");
      Files.writeString(written, date + "\n");
      Files.move(written, note, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the cache cannot be written", e);
    }
  }

  private static Rejected rejected(
      String where, PackageRepository repository, Instant date, Floor floor) {
    String made = date.equals(Instant.EPOCH) ? "has no date" : "is of " + date;
    return new Rejected(
        ExitCode.DOWNGRADE,
        new Problem(
            where,
            made + ", older than the index of " + floor.date() + " that " + floor.source(),
            "use a mirror that is up to date; where the repository really went back, say so with"
                + " --allow-older "
                + repository.name()));
  }
}
