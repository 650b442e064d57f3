package org.pgv.pki.openpgp;

import java.time.Instant;
import org.pgv.manifests.value.Fingerprint;

/**
 * Who made a signature that verified.
 *
 * @param pinned the primary key, which is the one that is trusted by name
 * @param key the key that signed: the primary itself or one of its subkeys
 */
public record Signer(Fingerprint pinned, Fingerprint key, Instant signedAt) {}
