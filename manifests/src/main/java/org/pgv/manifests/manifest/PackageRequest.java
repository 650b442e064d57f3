package org.pgv.manifests.manifest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package that a manifest names: {@code NAME}, or {@code NAME=VERSION} for exactly that one; a
 * star in the version stands for anything.
 */
public record PackageRequest(String name, Optional<String> version) {
  /** Names and versions as Debian policy 5.6.1 and 5.6.12 and rpm allow them. */
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9+._-]+)(?:=([A-Za-z0-9][A-Za-z0-9.+:~^_*-]*))?");

  /** Reads the form a manifest uses. */
  public static PackageRequest parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a package: '" + text + "' (expected NAME or NAME=VERSION)");
    }
    return new PackageRequest(matcher.group(1), Optional.ofNullable(matcher.group(2)));
  }

  @Override
  public String toString() {
    return version.map(v -> name + "=" + v).orElse(name);
  }
}
