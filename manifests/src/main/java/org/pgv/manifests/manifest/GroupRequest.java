package org.pgv.manifests.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A group of packages that repositories describe (comps.xml), asked for as dnf's arguments are:
 * {@code @GROUP} by its id or its name, {@code @^ENVIRONMENT} for all groups of one, and
 * {@code @GROUP/mandatory,optional} for members of other kinds than usual.
 *
 * @param environment whether only an environment is meant, and no group
 */
public record GroupRequest(String name, boolean environment, List<Membership> members) {
  private static final Pattern FORM = Pattern.compile("@(\\^?)([^@^/,*?\\[]+)(?:/([a-z,]+))?");

  public GroupRequest {
    members = List.copyOf(members);
  }

  /** Whether a text asks for a group, and not for a package. */
  static boolean isOne(String text) {
    return text.startsWith("@");
  }

  /** Reads the form a manifest uses. */
  public static GroupRequest parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a group: '" + text + "' (expected @GROUP, @^ENVIRONMENT or @GROUP/KINDS)");
    }
    String name = matcher.group(2).strip();
    if (name.contains(":")) {
      throw new IllegalArgumentException(
          "'" + text + "' is a module: enable it under 'modules', and name its packages");
    }
    boolean environment = !matcher.group(1).isEmpty();
    return new GroupRequest(name, environment, kinds(matcher.group(3)));
  }

  private static List<Membership> kinds(@Nullable String text) {
    return text == null
        ? Membership.USUAL
        : Arrays.stream(text.split(",", -1)).map(GroupRequest::kind).distinct().toList();
  }

  private static Membership kind(String text) {
    return Arrays.stream(Membership.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "not a kind of member: '"
                        + text
                        + "' (there are mandatory, default, optional, conditional)"));
  }

  @Override
  public String toString() {
    return (environment ? "@^" : "@") + name;
  }
}
