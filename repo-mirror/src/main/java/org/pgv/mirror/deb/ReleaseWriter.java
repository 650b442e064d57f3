package org.pgv.mirror.deb;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pgv.manifests.value.Sha256;

/**
 * Writes the Release file of a generated repository, to be signed.
 *
 * @param date when the repository was made, as the bundle counts time
 * @param validUntil after which apt refuses it; a bundle's repository usually has none
 */
public record ReleaseWriter(Description description, Instant date, Optional<Instant> validUntil) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** What a repository says of itself. */
  public record Description(
      String origin,
      String label,
      String suite,
      List<String> architectures,
      List<String> components) {
    public Description {
      architectures = List.copyOf(architectures);
      components = List.copyOf(components);
    }
  }

  /** The text for these indices, given by their path beside the Release file. */
  public String write(Map<String, byte[]> indices) {
    StringBuilder out = new StringBuilder();
    field(out, "Origin", description.origin());
    field(out, "Label", description.label());
    field(out, "Suite", description.suite());
    field(out, "Codename", description.suite());
    field(out, "Date", DATE.format(date));
    validUntil.ifPresent(until -> field(out, "Valid-Until", DATE.format(until)));
    field(out, "Architectures", String.join(" ", description.architectures()));
    field(out, "Components", String.join(" ", description.components()));
    out.append("SHA256:\n");
    new TreeMap<>(indices)
        .forEach(
            (path, content) ->
                out.append(' ')
                    .append(Sha256.of(content))
                    .append(' ')
                    .append(content.length)
                    .append(' ')
                    .append(path)
                    .append('\n'));
    return out.toString();
  }

  private static void field(StringBuilder out, String name, String value) {
    out.append(name).append(": ").append(value).append('\n');
  }
}
