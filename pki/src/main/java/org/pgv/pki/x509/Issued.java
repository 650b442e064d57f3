package org.pgv.pki.x509;

import org.pgv.manifests.value.Secret;

/**
 * A certificate that was issued and its key, as PEM.
 *
 * @param chain the leaf and then its intermediate, which is what a service presents
 * @param key PKCS #8, not encrypted: it is written to the one host it is for
 */
public record Issued(String chain, Secret key) {

  /** Chain and key in one text, as HAProxy reads them. */
  public Secret chainAndKey() {
    return new Secret(chain + key.reveal());
  }
}
