package org.pgv.mirror.deb;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;

/**
 * One stanza of a Packages file. It is a view: values are read from the index's bytes when they are
 * asked for, because most of the hundred thousand never are.
 */
public final class DebPackage {
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
    return field("Essential").equals("yes");
  }

  /** Whether the package is {@code Protected} or, in the older word, {@code Important}. */
  public boolean important() {
    return field("Protected").equals("yes") || field("Important").equals("yes");
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

  public long size() {
    return checked("Size", Long::parseLong);
  }

  public Sha256 sha256() {
    return checked("SHA256", Sha256::new);
  }

  /** The source package's name. */
  public String source() {
    String source = field("Source");
    return source.isEmpty() ? name() : source.split(" ", 2)[0];
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
      throw refused("a package without '" + field + "'", null);
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
