package org.pgv.pki.x509;

import java.io.IOException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.value.Secret;

/**
 * An authority whose two intermediates wait for the signature of the site's own authority.
 *
 * @param server what to have signed for servers, and the key it is for
 * @param client the same for clients
 */
public record AuthorityRequest(Waiting server, Waiting client) {

  /** A request (PKCS #10, as PEM) and its key, which never leaves us. */
  public record Waiting(String request, Secret key) {}

  /** The answer of the site's authority: the intermediate, and those between it and the root. */
  public record Signed(String serverChain, String clientChain, String root) {}

  /** Makes the keys of a new site's intermediates and what has to be signed. */
  public static AuthorityRequest create(String site, Clock clock, SecureRandom random) {
    CertificateMaker maker = new CertificateMaker(clock, random);
    return new AuthorityRequest(
        waiting(site, Purpose.SERVER, maker), waiting(site, Purpose.CLIENT, maker));
  }

  /** The authority, once it is signed; refused where a certificate is not one that we asked for. */
  public Loaded<Authority> complete(Signed signed, Clock clock, SecureRandom random) {
    return Authority.load(
        new AuthorityPem(
            signed.root(),
            Optional.empty(),
            new AuthorityPem.Intermediate(signed.serverChain(), server.key()),
            new AuthorityPem.Intermediate(signed.clientChain(), client.key())),
        clock,
        random);
  }

  private static Waiting waiting(String site, Purpose purpose, CertificateMaker maker) {
    KeyPair keys = maker.keys(Authority.LEAF_CURVE);
    ExtensionsGenerator wanted = new ExtensionsGenerator();
    try {
      wanted.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      wanted.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      wanted.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(purpose.oid()))));
      byte[] request =
          new JcaPKCS10CertificationRequestBuilder(
                  Authority.name(site, purpose.word() + " authority"), keys.getPublic())
              .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wanted.generate())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
              .getEncoded();
      return new Waiting(Pem.of("CERTIFICATE REQUEST", request), Pem.of(keys.getPrivate()));
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("a certificate request could not be made", e);
    }
  }
}
