package org.pgv.pki.x509;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/** Whether certificates and keys that were kept, or signed elsewhere, belong together. */
final class HierarchyCheck {
  private HierarchyCheck() {}

  /** The one certificate in a text. */
  static X509Certificate single(String what, String pem) throws GeneralSecurityException {
    List<X509Certificate> certificates = Pem.certificates(pem);
    if (certificates.size() != 1) {
      throw new GeneralSecurityException(
          what + " holds " + certificates.size() + " certificates, not one");
    }
    return certificates.getFirst();
  }

  /** An intermediate that the root signed, that may issue for the purpose, and whose key it is. */
  static Issuer issuer(Purpose purpose, AuthorityPem.Intermediate kept, X509Certificate root)
      throws GeneralSecurityException {
    String what = purpose.word() + " authority";
    X509Certificate certificate = single(what, kept.certificate());
    certificate.verify(root.getPublicKey());
    if (certificate.getBasicConstraints() < 0) {
      throw new GeneralSecurityException(what + " is no authority");
    }
    List<String> purposes = certificate.getExtendedKeyUsage();
    if (purposes != null && !purposes.contains(purpose.oid())) {
      throw new GeneralSecurityException(what + " may not issue for its purpose");
    }
    PrivateKey key = Pem.key(kept.key());
    if (!belong(key, certificate)) {
      throw new GeneralSecurityException("the key of the " + what + " is another one's");
    }
    return new Issuer(certificate, key);
  }

  private static boolean belong(PrivateKey key, X509Certificate certificate)
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
