package org.pgv.manifests.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operating system release and architecture a bundle is for, written {@code debian13} or {@code
 * el9-arm64}; without a suffix the architecture is x86_64.
 *
 * @param os the distribution, such as {@code debian}
 * @param release its release, such as {@code 13} or {@code 24.04}
 */
public record Target(String os, String release, Architecture architecture)
    implements Comparable<Target> {
  private static final Pattern FORM =
      Pattern.compile("([a-z]+)([0-9]+(?:\\.[0-9]+)?)(-lookalike)?(-arm64)?");

  /** The processor family, with the name each packaging world gives it. */
  public enum Architecture {
    X86_64("amd64", "x86_64"),
    ARM64("arm64", "aarch64");

    private final String deb;
    private final String rpm;

    Architecture(String deb, String rpm) {
      this.deb = deb;
      this.rpm = rpm;
    }

    /** Debian's name, as in {@code dpkg --print-architecture}. */
    public String deb() {
      return deb;
    }

    /** RPM's and the kernel's name, as in {@code uname -m}. */
    public String rpm() {
      return rpm;
    }
  }

  /** The packaging family, which decides formats and tools. */
  public enum Family {
    DEB,
    RPM
  }

  /** Reads {@code debian13}, {@code ubuntu24.04}, {@code el9-arm64}. */
  public static Target parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "not a target: '" + text + "' (expected a form like debian13, el9 or el9-arm64)");
    }
    String os = m.group(3) == null ? m.group(1) : m.group(1) + m.group(3);
    return new Target(
        os, m.group(2), m.group(4) == null ? Architecture.X86_64 : Architecture.ARM64);
  }

  public Family family() {
    return os.equals("debian") || os.equals("ubuntu") ? Family.DEB : Family.RPM;
  }

  @Override
  public int compareTo(Target other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    String suffix = architecture == Architecture.ARM64 ? "-arm64" : "";
    return os.endsWith("-lookalike")
        ? os.replace("-lookalike", release + "-lookalike") + suffix
        : os + release + suffix;
  }
}
