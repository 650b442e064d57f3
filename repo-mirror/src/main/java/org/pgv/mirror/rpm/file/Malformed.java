package org.pgv.mirror.rpm.file;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.pgv.manifests.problem.Problem;

/** A package file is not built as its format demands. */
final class Malformed extends Exception {
  private static final long serialVersionUID = 1;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  /** What stands in the file may be part of it, but must not steer the terminal that shows it. */
  Malformed(String why) {
    super(CONTROL.matcher(why).replaceAll("?"));
  }

  /** The problem that a person reads. */
  Problem problem(Path file) {
    return new Problem(file.toString(), why(), "fetch it again from its origin");
  }

  /** Why, as part of a sentence. */
  String why() {
    return String.valueOf(getMessage());
  }
}
