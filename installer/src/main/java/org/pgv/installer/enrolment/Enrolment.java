package org.pgv.installer.enrolment;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.manifests.bundle.BundleVersion;
import org.pgv.manifests.value.Sha256;

/**
 * A host's own record of the site that it belongs to. It is written before anything else is, and
 * goes with the last thing that is ours.
 *
 * @param authority the digest of the site's root certificate, as hosts have it in a file
 * @param secrets what the host was last brought to, or begun to be
 * @param bundle the same of the bundle
 */
public record Enrolment(String site, Sha256 authority, Generation secrets, Release bundle) {
  /** Where it is on a host. */
  public static final String FILE = "/var/lib/pgv/enrolment";

  private static final String SITE = "site";
  private static final String AUTHORITY = "authority";
  private static final String SECRETS = "secrets";
  private static final String BUNDLE = "bundle";

  /** What the file says. */
  public String text() {
    return """
    %s %s
    %s %s
    %s %s %s
    %s %s %s %s %s
    """
        .formatted(
            SITE,
            site,
            AUTHORITY,
            authority.hex(),
            SECRETS,
            secrets.id(),
            secrets.at(),
            BUNDLE,
            bundle.version(),
            bundle.createdAt(),
            bundle.digest().hex(),
            bundle.name());
  }

  /** Empty where there are no lines; a file that says less than all is not taken for none. */
  public static Optional<Enrolment> parse(List<String> lines) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<String>> words = new HashMap<>();
    lines.forEach(
        line -> {
          List<String> all = List.of(line.strip().split(" ", -1));
          words.put(all.getFirst(), all.subList(1, all.size()));
        });
    try {
      List<String> secrets = words(words, SECRETS, 2);
      List<String> bundle = words(words, BUNDLE, 4);
      return Optional.of(
          new Enrolment(
              words(words, SITE, 1).getFirst(),
              new Sha256(words(words, AUTHORITY, 1).getFirst()),
              new Generation(secrets.get(0), Instant.parse(secrets.get(1))),
              new Release(
                  bundle.get(3),
                  new BundleVersion(bundle.get(0)),
                  Instant.parse(bundle.get(1)),
                  new Sha256(bundle.get(2)))));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          FILE + " does not say whose the host is: " + e.getMessage(), e);
    }
  }

  private static List<String> words(Map<String, List<String>> all, String name, int count) {
    List<String> words = all.getOrDefault(name, List.of());
    if (words.size() != count) {
      throw new IllegalArgumentException("no '" + name + "'");
    }
    return words;
  }
}
