package org.pgv.mirror.rpm.repomd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pgv.manifests.lock.ListedFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/**
 * The root of a repository's metadata: what there is, and the digest of each file.
 *
 * @param revision what its maker calls this state of it, which is a number of seconds by default
 * @param others what is not listed by SHA-256 and size
 */
public record Repomd(
    String origin, String revision, List<RepomdEntry> entries, List<Other> others) {
  /** Of 2001: the seconds of a time have ten digits since, and a mere count has fewer. */
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{9}");

  /** Where it lies below the repository's address. */
  public static final String PATH = "repodata/repomd.xml";

  /** Where its detached signature lies. */
  public static final String SIGNATURE_PATH = PATH + ".asc";

  public Repomd {
    entries = List.copyOf(entries);
    others = List.copyOf(others);
  }

  /**
   * A file that is not listed by SHA-256 and size.
   *
   * @param file empty where it is listed so that it cannot be used
   * @param fault why it cannot be used; empty where it can
   */
  public record Other(String type, Optional<ListedFile> file, Instant timestamp, String fault) {}

  /** The same with entries for others, which became known by SHA-256. */
  public Repomd with(List<RepomdEntry> more) {
    List<RepomdEntry> all = new ArrayList<>(entries);
    all.addAll(more);
    return new Repomd(origin, revision, all, others);
  }

  /** The entry of a type, such as {@code modules}. */
  public Optional<RepomdEntry> find(String type) {
    return entries.stream().filter(entry -> entry.type().equals(type)).findFirst();
  }

  /** The entry of a type that every repository has. */
  public RepomdEntry required(String type) {
    return find(type)
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.FAILED,
                    new Problem(
                        origin,
                        "its repomd.xml names no " + type + " that can be used" + fault(type),
                        "relied on are sha256, sha384 and sha512")));
  }

  private String fault(String type) {
    return others.stream()
        .filter(other -> other.type().equals(type))
        .map(other -> other.fault().isEmpty() ? "" : ": " + other.fault())
        .findFirst()
        .orElse("");
  }

  /** When the newest of the files was made; where they do not say so, the time of the revision. */
  public Instant date() {
    return Stream.concat(
            entries.stream().map(RepomdEntry::timestamp), others.stream().map(Other::timestamp))
        .max(Comparator.naturalOrder())
        .filter(newest -> newest.isAfter(Instant.EPOCH))
        .orElseGet(this::revised);
  }

  private Instant revised() {
    return SECONDS.matcher(revision).matches()
        ? Instant.ofEpochSecond(Long.parseLong(revision))
        : Instant.EPOCH;
  }
}
