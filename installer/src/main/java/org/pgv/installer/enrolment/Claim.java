package org.pgv.installer.enrolment;

import java.util.List;
import java.util.Optional;
import org.pgv.manifests.value.Sha256;

/**
 * Who wants to change hosts, and with what.
 *
 * @param authority the digest of the root certificate that is kept here, or would be made
 * @param lineage the generations of the secrets that are kept here; empty where none are
 */
public record Claim(String site, Sha256 authority, List<Generation> lineage) {
  /** Of what is kept here. */
  public static Claim of(String site, String rootCertificate, List<Generation> lineage) {
    return new Claim(site, Sha256.of(rootCertificate), lineage);
  }

  public Claim {
    lineage = List.copyOf(lineage);
  }

  /** Why a host is somebody else's; empty where it is not. */
  public Optional<String> stranger(Enrolment host) {
    if (!host.site().equals(site)) {
      return Optional.of("belongs to site " + host.site() + ", and the site file is of " + site);
    }
    if (host.authority().equals(authority)) {
      return Optional.empty();
    }
    String kept =
        lineage.isEmpty()
            ? "of which this machine keeps no secrets"
            : "and this machine keeps secrets of another site of that name";
    return Optional.of("belongs to a site " + site + " that is there already, " + kept);
  }

  /** Why the secrets here are not those that a host was brought to; empty where they are. */
  public Optional<String> stale(Enrolment host) {
    if (stranger(host).isPresent() || lineage.contains(host.secrets())) {
      return Optional.empty();
    }
    String here = lineage.isEmpty() ? "none" : "those of " + lineage.getLast().at();
    return Optional.of(
        "was brought to the site's secrets of %s, and this machine keeps %s"
            .formatted(host.secrets().at(), here));
  }
}
