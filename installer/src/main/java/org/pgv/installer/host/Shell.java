package org.pgv.installer.host;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Quoting for a POSIX shell, in its one place. */
public final class Shell {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private Shell() {}

  /**
   * Words as a command line that each login shell takes alike, csh and fish as well: it has no
   * quotes within quotes, no line breaks and nothing that any of them would expand. Programs for
   * administration are found, also where sudo leaves a plain user's path as it is.
   *
   * @param beginning a line to print first
   */
  public static String anyLogin(String beginning, List<String> words) {
    String script =
        "echo %s; PATH=%s; export PATH; exec %s".formatted(quote(beginning), PATH, line(words));
    String encoded = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
    return "exec sh -c 'eval \"$(echo " + encoded + "|base64 -d)\"'";
  }

  /** A word that the shell takes literally. */
  public static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Words as one command line. */
  public static String line(List<String> words) {
    return words.stream().map(Shell::quote).collect(Collectors.joining(" "));
  }
}
