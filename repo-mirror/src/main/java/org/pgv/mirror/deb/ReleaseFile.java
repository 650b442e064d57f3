package org.pgv.mirror.deb;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringTokenizer;
import java.util.TreeMap;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;

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
  private final SortedMap<String, LockedFile> files;

  private ReleaseFile(String where, Stanza stanza) {
    this.where = where;
    this.stanza = stanza;
    this.files = Collections.unmodifiableSortedMap(table(stanza.field("SHA256").orElse("")));
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

  private static SortedMap<String, LockedFile> table(String lines) {
    SortedMap<String, LockedFile> files = new TreeMap<>();
    for (String line : lines.strip().lines().toList()) {
      LockedFile file = file(new StringTokenizer(line), line);
      files.put(file.path(), file);
    }
    return files;
  }

  private static LockedFile file(StringTokenizer words, String line) {
    if (words.countTokens() == WORDS) {
      Sha256 digest = new Sha256(words.nextToken());
      String size = words.nextToken();
      if (size.length() <= MOST_DIGITS && size.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return new LockedFile(words.nextToken(), Long.parseLong(size), digest);
      }
    }
    throw new IllegalArgumentException("not a line of the SHA256 table: '" + line + "'");
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

  public Optional<Instant> date() {
    return instant("Date");
  }

  public Optional<Instant> validUntil() {
    return instant("Valid-Until");
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

  /** The indices by path. */
  public SortedMap<String, LockedFile> files() {
    return files;
  }

  public Optional<LockedFile> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  private boolean flag(String name) {
    return field(name).filter("yes"::equalsIgnoreCase).isPresent();
  }

  private List<String> words(String name) {
    return field(name).map(v -> List.of(v.strip().split("\\s+"))).orElse(List.of());
  }

  /** RFC 1123 dates, which Debian ends in UTC where Java expects GMT. */
  private Optional<Instant> instant(String name) {
    try {
      return field(name)
          .map(v -> v.replaceFirst("UTC$", "GMT").replaceAll(" +", " "))
          .map(v -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(v)));
    } catch (DateTimeException e) {
      throw refused(where, name + " is not a date: '" + field(name).orElse("") + "'", e);
    }
  }

  private static Refusal refused(String where, String what, Throwable cause) {
    return new Refusal(ExitCode.FAILED, new Problem(where, what), cause);
  }
}
