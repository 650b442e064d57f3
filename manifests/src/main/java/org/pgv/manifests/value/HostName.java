package org.pgv.manifests.value;

import java.util.regex.Pattern;

/** The short name of a host: one label of RFC 1123, in lower case. */
public record HostName(String text) implements Comparable<HostName> {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  public HostName {
    if (!LABEL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not a host name: '" + text + "' (lower-case letters, digits and hyphens)");
    }
  }

  @Override
  public int compareTo(HostName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
