package org.pgv.pki.x509;

import java.util.Optional;
import org.pgv.manifests.value.Secret;

/**
 * An authority as it is kept: PEM of its certificates, and of its keys as PKCS #8 that is not
 * encrypted, so keep it where secrets are kept.
 *
 * @param root what every host trusts
 * @param rootKey needed only to make new intermediates; absent where the site's own authority
 *     signed ours
 */
public record AuthorityPem(
    String root, Optional<Secret> rootKey, Intermediate server, Intermediate client) {

  /**
   * An intermediate and its key.
   *
   * @param chain its certificate, then those between it and the root, if any
   */
  public record Intermediate(String chain, Secret key) {}
}
