package org.pgv.installer.host;

import java.time.Duration;
import java.util.List;

/**
 * A command with its arguments, what it reads, and how long it may take. Secrets belong in the
 * input, never in the words: any user of the host can see those.
 */
public record Command(List<String> words, Input input, Duration limit) {
  public Command {
    words = List.copyOf(words);
  }

  /** A POSIX shell script, sent by standard input. */
  public static Command script(String text, Duration limit) {
    return new Command(List.of("sh", "-s"), Input.text(text), limit);
  }
}
