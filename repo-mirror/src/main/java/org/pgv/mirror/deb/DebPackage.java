package org.pgv.mirror.deb;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.PathBelow;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.StrongDigest;

/**
 * One stanza of a Packages file. It is a view: values are read from the index's bytes when they are
 * asked for, because most of the hundred thousand never are.
 */
public final class DebPackage {
  private static final Set<String> YES = Set.of("yes", "true", "with", "on", "enable", "1");

  private final PackagesIndex index;
  private final int start;
  private final int end;

  DebPackage(PackagesIndex index, int start, int end) {
    this.index = index;
    this.start = start;
    this.end = end;
  }

  public String name() {
    return required("Package");
  }

  public DebVersion version() {
    return checked("Version", DebVersion::new);
  }

  public String architecture() {
    return required("Architecture");
  }

  public boolean essential() {
    return yes(field("Essential"));
  }

  /** Whether the package is {@code Protected} or, in the older word, {@code Important}. */
  public boolean important() {
    return yes(field("Protected")) || yes(field("Important"));
  }

  /** The words that apt takes for yes (StringToBool). */
  static boolean yes(String value) {
    return YES.contains(value.toLowerCase(Locale.ROOT));
  }

  /** {@code same}, {@code foreign}, {@code allowed}; {@code no} where the stanza says nothing. */
  public String multiArch() {
    String value = field("Multi-Arch");
    return value.isEmpty() ? "no" : value;
  }

  /** {@code required}, {@code important}, {@code standard}, {@code optional} or {@code extra}. */
  public String priority() {
    return field("Priority");
  }

  public String section() {
    return field("Section");
  }

  public String filename() {
    return required("Filename");
  }

  /**
   * Where the file lies below the repository's address: the file name without what says nothing,
   * such as the {@code ./} of dpkg-scanpackages. Refuses one that leads outside.
   */
  public String path() {
    return PathBelow.of(filename())
        .orElseThrow(
            () ->
                refused(
                    name() + ": Filename leads out of the repository: '" + filename() + "'",
                    "tell those who run it; until then leave the package out with 'exclude'"));
  }

  public long size() {
    return checked("Size", Long::parseLong);
  }

  public Sha256 sha256() {
    return checked("SHA256", Sha256::new);
  }

  /**
   * The file's digest, SHA-256 where the stanza has that; refuses one that has weaker ones only.
   */
  public StrongDigest digest() {
    if (!field("SHA256").isEmpty()) {
      return StrongDigest.of(sha256());
    }
    if (!field("SHA512").isEmpty()) {
      return checked("SHA512", hex -> new StrongDigest(StrongDigest.Algorithm.SHA512, hex));
    }
    throw refused(
        name() + " is listed without SHA256 and SHA512, and weaker digests can be forged",
        "have its repository made with one of them, or leave the package out with 'exclude'");
  }

  /** The source package's name. */
  public String source() {
    String source = field("Source");
    return source.isEmpty() ? name() : source.split("[ (]", 2)[0];
  }

  /** The source package's version, which is the binary's own unless the stanza says otherwise. */
  public DebVersion sourceVersion() {
    String source = field("Source");
    int open = source.indexOf('(');
    return open < 0
        ? version()
        : checked("Source", v -> new DebVersion(v.substring(open + 1, v.indexOf(')', open))));
  }

  /** A relation field such as {@code Depends}, read; empty where the stanza has none. */
  public List<List<DebRelation>> relations(String field) {
    String text = field(field);
    return text.isEmpty() ? List.of() : checked(field, RelationField::parse);
  }

  /** A field's value with its continuation lines; empty where the stanza has none. */
  public String field(String name) {
    return index.field(start, end, name);
  }

  /** The whole stanza as the index has it, ending in one newline. */
  public String stanza() {
    return new String(index.content(), start, end - start, StandardCharsets.UTF_8);
  }

  /** What problems call the repository this package is from. */
  public String origin() {
    return index.origin();
  }

  private String required(String field) {
    String value = field(field);
    if (value.isEmpty()) {
      throw refused("a package without '" + field + "'", "");
    }
    return value;
  }

  private <T> T checked(String field, Function<String, T> reader) {
    try {
      return reader.apply(required(field));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw refused(field("Package") + ": " + field + ": " + e.getMessage(), e);
    }
  }

  private Refusal refused(String what, String hint) {
    return new Refusal(ExitCode.FAILED, new Problem(index.origin(), what, hint));
  }

  private Refusal refused(String what, @Nullable Throwable cause) {
    return new Refusal(ExitCode.FAILED, List.of(new Problem(index.origin(), what)), cause);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DebPackage that && index == that.index && start == that.start;
  }

  @Override
  public int hashCode() {
    return start;
  }

  @Override
  public String toString() {
    return name() + " " + version();
  }
}
