package org.pgv.pki.x509;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.pgv.manifests.value.Secret;

/** Whether certificates and keys that were kept, or signed elsewhere, belong together. */
final class HierarchyCheck {
  private HierarchyCheck() {}

  /** The one certificate in a text, which must be an authority's and signed by itself. */
  static X509Certificate root(String pem) throws GeneralSecurityException {
    List<X509Certificate> certificates = Pem.certificates(pem);
    if (certificates.size() != 1) {
      throw new GeneralSecurityException(
          "the root holds " + certificates.size() + " certificates, not one");
    }
    signed("the root", certificates.getFirst(), certificates.getFirst());
    return certificates.getFirst();
  }

  /** The key of the root, where it is at hand. */
  static PrivateKey rootKey(Secret pem, X509Certificate root) throws GeneralSecurityException {
    PrivateKey key = Pem.key(pem);
    if (!belong(key, root)) {
      throw new GeneralSecurityException("the key of the root is another one's");
    }
    return key;
  }

  /** An intermediate below the root that may issue for the purpose, and whose key it is. */
  static Issuer issuer(Purpose purpose, AuthorityPem.Intermediate kept, X509Certificate root)
      throws GeneralSecurityException {
    String what = "the " + purpose.word() + " authority";
    List<X509Certificate> chain = Pem.certificates(kept.chain());
    if (chain.isEmpty()) {
      throw new GeneralSecurityException(what + " has no certificate");
    }
    for (int i = 0; i < chain.size(); i++) {
      signed(what, chain.get(i), i + 1 < chain.size() ? chain.get(i + 1) : root);
      List<String> purposes = chain.get(i).getExtendedKeyUsage();
      if (purposes != null && !purposes.contains(purpose.oid())) {
        throw new GeneralSecurityException(what + " may not issue for its purpose");
      }
    }
    PrivateKey key = Pem.key(kept.key());
    if (!belong(key, chain.getFirst())) {
      throw new GeneralSecurityException("the key of " + what + " is another one's");
    }
    return new Issuer(chain, key);
  }

  private static void signed(String what, X509Certificate certificate, X509Certificate by)
      throws GeneralSecurityException {
    certificate.verify(by.getPublicKey());
    if (!certificate.getIssuerX500Principal().equals(by.getSubjectX500Principal())
        || certificate.getBasicConstraints() < 0
        || by.getBasicConstraints() < 0) {
      throw new GeneralSecurityException(what + " is not signed by an authority as one");
    }
  }

  /** Whether a key is the one of a certificate. */
  static boolean belong(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    byte[] text = certificate.getEncoded();
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(key);
    signer.update(text);
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(certificate.getPublicKey());
    verifier.update(text);
    return verifier.verify(signer.sign());
  }
}
