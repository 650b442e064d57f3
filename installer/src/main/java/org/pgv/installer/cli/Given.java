package org.pgv.installer.cli;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** What was given to an option, refused in its own words where it cannot be. */
final class Given {
  private Given() {}

  /** What {@code parser} makes of it, which refuses by IllegalArgumentException. */
  static <T> T parse(String option, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw refusal(option, String.valueOf(e.getMessage()), e);
    }
  }

  /** A number within limits, both included. */
  static int number(String option, int given, int least, int most) {
    if (given < least || given > most) {
      throw refusal(option, "must be from " + least + " to " + most + ", is " + given, null);
    }
    return given;
  }

  private static Refusal refusal(String option, String what, @Nullable Throwable cause) {
    return new Refusal(ExitCode.USAGE, List.of(new Problem(option, what, "")), cause);
  }
}
