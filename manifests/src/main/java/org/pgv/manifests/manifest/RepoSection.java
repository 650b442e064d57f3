package org.pgv.manifests.manifest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Spelling;

/** One repository of a {@code .repo} file while it is read. */
final class RepoSection {
  private static final String IN_NETRC =
      "write 'machine HOST login USER password PASSWORD' into ~/.netrc";
  private static final String IN_ENVIRONMENT =
      "set http_proxy and https_proxy to http://USER:PASSWORD@HOST:PORT in the environment";

  /** What dnf.conf(5) knows and a lock does not depend on, with what older versions knew. */
  private static final List<String> INDIFFERENT =
      List.of(
          ("async bandwidth check_config_file_age countme deltarpm deltarpm_percentage enablegroups"
                  + " enabled_metadata failovermethod fastestmirror http_caching ip_resolve"
                  + " keepalive keepcache localpkg_gpgcheck max_parallel_downloads mdpolicy"
                  + " metadata_expire metadata_timer_sync minrate mirrorlist_expire name"
                  + " pretty_name protect proxy proxy_auth_method proxy_sslcacert"
                  + " proxy_sslclientcert proxy_sslclientkey proxy_sslverify retries"
                  + " skip_if_unavailable sslverify"
                  + " sslverifystatus throttle timeout type ui_repoid_vars user_agent")
              .split(" ", -1));

  /** What a bundle, which brings this file along, must not have. */
  private static final Map<String, String> SECRET =
      Map.of(
          "username", IN_NETRC,
          "password", IN_NETRC,
          "proxy_username", IN_ENVIRONMENT,
          "proxy_password", IN_ENVIRONMENT);

  private final String file;
  private final int line;
  private final String id;
  private final Map<String, Option> options;
  private final Consumer<Problem> problems;
  private final Set<String> asked = new TreeSet<>(INDIFFERENT);

  /** What stands after an option's name, and in which line it begins. */
  record Option(String value, int line) {
    Option continued(String more) {
      return new Option(value + " " + more, line);
    }
  }

  /** The options may still grow while the file is read. */
  RepoSection(
      String file, int line, String id, Map<String, Option> options, Consumer<Problem> problems) {
    this.file = file;
    this.line = line;
    this.id = id;
    this.options = options;
    this.problems = problems;
  }

  String id() {
    return id;
  }

  /** Notes something that is wrong with the section as a whole. */
  void problem(String what, String hint) {
    problems.accept(new Problem(file + ":" + line, "[" + id + "]: " + what, hint));
  }

  boolean hasOneOf(String... keys) {
    return Arrays.stream(keys).anyMatch(options::containsKey);
  }

  <T> Optional<T> value(String key, Function<String, T> parser) {
    asked.add(key);
    return Optional.ofNullable(options.get(key))
        .filter(option -> !option.value().isEmpty())
        .flatMap(option -> parsed(key, option, option.value(), parser));
  }

  /** The words of an option, parted by spaces, commas or lines. */
  <T> List<T> values(String key, Function<String, T> parser) {
    asked.add(key);
    Option option = options.get(key);
    if (option == null) {
      return List.of();
    }
    List<T> values = new ArrayList<>();
    words(option).forEach(word -> parsed(key, option, word, parser).ifPresent(values::add));
    return values;
  }

  private static Stream<String> words(Option option) {
    return Arrays.stream(option.value().split("[\\s,]+", -1)).filter(word -> !word.isEmpty());
  }

  boolean flag(String key, boolean otherwise) {
    return value(key, RepoSection::truth).orElse(otherwise);
  }

  /** A whole number within limits, both included. */
  int number(String key, int otherwise, int least, int most) {
    return value(key, text -> within(Integer.parseInt(text), least, most)).orElse(otherwise);
  }

  /** Notes every option that nobody asked for: a typing mistake may leave out a wish. */
  void finish() {
    for (Map.Entry<String, Option> each : options.entrySet()) {
      if (SECRET.containsKey(each.getKey())) {
        problems.accept(
            new Problem(
                file + ":" + each.getValue().line(),
                each.getKey() + " is not taken from here: this file becomes part of bundles",
                SECRET.get(each.getKey())));
      } else if (!asked.contains(each.getKey())) {
        problems.accept(
            new Problem(
                file + ":" + each.getValue().line(),
                "unknown option '" + each.getKey() + "' in [" + id + "]",
                Spelling.nearest(each.getKey(), asked)
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse("")));
      }
    }
  }

  private <T> Optional<T> parsed(
      String key, Option option, String text, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (NumberFormatException e) {
      report(option, key + " must be a whole number, is '" + text + "'");
    } catch (IllegalArgumentException e) {
      report(option, key + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  private void report(Option option, String what) {
    problems.accept(new Problem(file + ":" + option.line(), what));
  }

  private static int within(int number, int least, int most) {
    if (number < least || number > most) {
      throw new IllegalArgumentException("must be from " + least + " to " + most);
    }
    return number;
  }

  private static Boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "yes", "true", "on" -> true;
      case "0", "no", "false", "off" -> false;
      default -> throw new IllegalArgumentException("must be 1 or 0, is '" + text + "'");
    };
  }
}
