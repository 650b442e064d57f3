package org.pgv.pki.openpgp;

import org.bouncycastle.openpgp.operator.PGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/** What computes signatures. */
final class Verifiers {
  static {
    // Otherwise each use of an RSA key begins with a search for a proof that its modulus is no
    // prime, which takes longer than the rest. Who pinned a key's fingerprint chose its modulus.
    System.setProperty("org.bouncycastle.rsa.max_mr_tests", "0");
  }

  private Verifiers() {}

  static PGPContentVerifierBuilderProvider provider() {
    return new BcPGPContentVerifierBuilderProvider();
  }
}
