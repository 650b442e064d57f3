package org.pgv.installer.host;

/** How a command ended. */
public sealed interface Exit {

  /** It ended by itself. */
  record Code(int number, String output, String errors) implements Exit {}

  /** A signal ended it. */
  record Killed(String signal, String output) implements Exit {}

  /** Nobody knows: the connection went away, or the limit passed, before the host said. */
  record Unknown(String why) implements Exit {}

  /** Whether it ended by itself with 0. */
  default boolean good() {
    return this instanceof Code(int number, String _, String _) && number == 0;
  }

  /** What a person wants to know of it: how it ended, and the last lines it printed. */
  default String story() {
    return switch (this) {
      case Code(int number, String output, String errors) ->
          "exited " + number + tail(output + errors);
      case Killed(String signal, String output) -> "killed by signal " + signal + tail(output);
      case Unknown(String why) -> why;
    };
  }

  private static String tail(String text) {
    java.util.List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return "";
    }
    return ":\n  "
        + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
  }
}
