package org.pgv.mirror.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Secret;

/**
 * Names and passwords for servers, from the file that curl, apt and git know. A password in an
 * address would be in manifests, locks, bundles and logs; here it is in one file of one person. Its
 * {@code default} is passed over: it would be sent to every mirror there is.
 */
public final class Netrc {
  /** For no server. */
  public static final Netrc NONE = new Netrc(Map.of());

  /** Words, or a text in quotes in which a backslash makes the next sign an ordinary one. */
  private static final Pattern TOKEN =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)", Pattern.DOTALL);

  private final Map<String, Login> logins;

  private Netrc(Map<String, Login> logins) {
    this.logins = new TreeMap<>(logins);
  }

  /** The file that NETRC names, or the usual one of this person. */
  public static Netrc of(Map<String, String> environment) {
    String named = environment.getOrDefault("NETRC", "");
    String home = environment.getOrDefault("HOME", "");
    if (named.isEmpty() && home.isEmpty()) {
      return NONE;
    }
    Path file = named.isEmpty() ? Path.of(home, ".netrc") : Path.of(named);
    return named.isEmpty() && !Files.exists(file) ? NONE : read(file);
  }

  static Netrc read(Path file) {
    try {
      return parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              file.toString(),
              "cannot be read: " + e.getMessage(),
              "it has the names and passwords for servers; NETRC names another one"),
          e);
    }
  }

  static Netrc parse(String text) {
    Map<String, Login> logins = new TreeMap<>();
    Iterator<String> words = words(text).iterator();
    String machine = "";
    String user = "";
    while (words.hasNext()) {
      switch (words.next()) {
        case "machine" -> {
          machine = next(words).toLowerCase(Locale.ROOT);
          user = "";
        }
        case "default" -> machine = "";
        case "login" -> user = next(words);
        case "password" -> {
          Login login = new Login(user, new Secret(next(words)));
          if (!machine.isEmpty()) {
            logins.putIfAbsent(machine, login);
          }
        }
        case "account", "macdef" -> next(words);
        default -> {}
      }
    }
    return new Netrc(logins);
  }

  /** What to say to a server: an entry with its port goes before one without. */
  Optional<Login> find(URI address) {
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(logins.get(host + ":" + port(address)))
        .or(() -> Optional.ofNullable(logins.get(host)));
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  private static String next(Iterator<String> words) {
    return words.hasNext() ? words.next() : "";
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.strip().startsWith("#")) {
        continue;
      }
      Matcher token = TOKEN.matcher(line);
      while (token.find()) {
        words.add(
            token.group(1) == null ? token.group(2) : token.group(1).replaceAll("\\\\(.)", "$1"));
      }
    }
    return words;
  }
}
