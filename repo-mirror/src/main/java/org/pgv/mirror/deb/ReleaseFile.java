package org.pgv.mirror.deb;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.StringTokenizer;
import java.util.TreeMap;
import org.pgv.manifests.lock.ListedFile;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.StrongDigest;

/**
 * A Release file: what a suite is, and the digest of each of its indices. It proves nothing by
 * itself; whoever reads it has verified the signature around it.
 */
public final class ReleaseFile {
  /** Of a line of the table: digest, size and path. */
  private static final int WORDS = 3;

  private static final int MOST_DIGITS = 18;

  private final String where;
  private final Stanza stanza;
  private final SortedMap<String, ListedFile> files;

  private ReleaseFile(String where, Stanza stanza) {
    this.where = where;
    this.stanza = stanza;
    SortedMap<String, ListedFile> listed = new TreeMap<>();
    table(StrongDigest.Algorithm.SHA512).forEach(file -> listed.put(file.path(), file));
    table(StrongDigest.Algorithm.SHA256).forEach(file -> listed.put(file.path(), file));
    this.files = Collections.unmodifiableSortedMap(listed);
  }

  /**
   * Reads the text inside the signature.
   *
   * @param where names the file in problems
   */
  public static ReleaseFile parse(String text, String where) {
    try {
      return new ReleaseFile(where, Stanza.parse(text));
    } catch (IllegalArgumentException e) {
      throw refused(where, String.valueOf(e.getMessage()), e);
    }
  }

  private List<ListedFile> table(StrongDigest.Algorithm algorithm) {
    List<ListedFile> files = new ArrayList<>();
    for (String line : field(algorithm.name()).orElse("").strip().lines().toList()) {
      files.add(file(algorithm, new StringTokenizer(line), line));
    }
    return files;
  }

  private static ListedFile file(
      StrongDigest.Algorithm algorithm, StringTokenizer words, String line) {
    if (words.countTokens() == WORDS) {
      StrongDigest digest = new StrongDigest(algorithm, words.nextToken().toLowerCase(Locale.ROOT));
      String size = words.nextToken();
      if (size.length() <= MOST_DIGITS && size.chars().allMatch(c -> c >= '0' && c <= '9')) {
        // Flat repositories may list their indices as ./Packages.
        String path = words.nextToken().replaceFirst("^(?:\\./+)+", "");
        return new ListedFile(path, OptionalLong.of(Long.parseLong(size)), digest);
      }
    }
    throw new IllegalArgumentException("not a line of the " + algorithm + " table: '" + line + "'");
  }

  public Optional<String> field(String name) {
    return stanza.field(name);
  }

  public String suite() {
    return field("Suite").orElse("");
  }

  public String codename() {
    return field("Codename").orElse("");
  }

  public String origin() {
    return field("Origin").orElse("");
  }

  public String label() {
    return field("Label").orElse("");
  }

  /** When it was made; empty where it does not say so in a form that is one, as for apt. */
  public Optional<Instant> date() {
    try {
      return field("Date").map(ReleaseDate::parse);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  public Optional<Instant> validUntil() {
    try {
      return field("Valid-Until").map(ReleaseDate::parse);
    } catch (DateTimeException e) {
      String text = field("Valid-Until").orElse("");
      throw refused(where, "Valid-Until is not a date: '" + text + "'", e);
    }
  }

  public List<String> architectures() {
    return words("Architectures");
  }

  public List<String> components() {
    return words("Components");
  }

  /** Whether indices can be had under their digest, so that a mirror's update cannot mix them. */
  public boolean acquireByHash() {
    return flag("Acquire-By-Hash");
  }

  /** Whether a package of this suite is taken only when asked for (apt's priority 1). */
  public boolean notAutomatic() {
    return flag("NotAutomatic");
  }

  /** Whether a package once taken from this suite is kept up to date from it (priority 100). */
  public boolean butAutomaticUpgrades() {
    return flag("ButAutomaticUpgrades");
  }

  /** The indices by path; SHA-256 counts where there are several digests. */
  public SortedMap<String, ListedFile> files() {
    return files;
  }

  /** An index that is listed by SHA-256. */
  public Optional<LockedFile> file(String path) {
    return listed(path)
        .flatMap(
            file ->
                file.digest()
                    .sha256()
                    .map(sha256 -> new LockedFile(path, file.size().getAsLong(), sha256)));
  }

  /** An index by whatever digest it is listed. */
  public Optional<ListedFile> listed(String path) {
    return Optional.ofNullable(files.get(path));
  }

  private boolean flag(String name) {
    return field(name).filter("yes"::equalsIgnoreCase).isPresent();
  }

  private List<String> words(String name) {
    return field(name).map(v -> List.of(v.strip().split("\\s+"))).orElse(List.of());
  }

  private static Refusal refused(String where, String what, Throwable cause) {
    return new Refusal(ExitCode.FAILED, new Problem(where, what), cause);
  }
}
