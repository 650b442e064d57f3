package org.pgv.manifests.bundle;

import java.util.Arrays;
import java.util.regex.Pattern;

/** A bundle's version: numbers with dots between, compared as numbers, such as 2026.11.20. */
public record BundleVersion(String text) implements Comparable<BundleVersion> {
  private static final Pattern FORM =
      Pattern.compile("(?:0|[1-9][0-9]{0,8})(?:\\.(?:0|[1-9][0-9]{0,8}))*");

  public BundleVersion {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not a bundle version: '" + text + "' (expected a form like 2026.11.20)");
    }
  }

  @Override
  public int compareTo(BundleVersion other) {
    return Arrays.compare(numbers(), other.numbers());
  }

  private int[] numbers() {
    return Arrays.stream(text.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
  }

  @Override
  public String toString() {
    return text;
  }
}
