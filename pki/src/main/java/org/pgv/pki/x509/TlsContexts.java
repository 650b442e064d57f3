package org.pgv.pki.x509;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.pgv.manifests.value.Secret;

/** How a client of TLS knows its servers, and is known to them. */
public final class TlsContexts {
  private static final char[] NO_PASSWORD = {};

  private TlsContexts() {}

  /**
   * What a client shows.
   *
   * @param certificate PEM, its own certificate first; other text in it is passed over
   * @param key PEM of PKCS #8, or in the older forms of OpenSSL for RSA and EC; not encrypted
   */
  public record Shown(String certificate, Secret key) {}

  /**
   * The settings of a client.
   *
   * @param authorities PEM of those who alone count; empty for those whom Java trusts
   * @param shown empty for a client that does not say who it is
   * @throws GeneralSecurityException where a text does not hold what it should, in words
   */
  public static SSLContext of(Optional<String> authorities, Optional<Shown> shown)
      throws GeneralSecurityException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          shown.isPresent() ? managers(shown.get()) : null,
          authorities.isPresent() ? trusting(authorities.get()) : null,
          null);
      return context;
    } catch (IOException e) {
      throw new GeneralSecurityException(e.getMessage(), e);
    }
  }

  private static KeyManager[] managers(Shown shown) throws GeneralSecurityException, IOException {
    List<X509Certificate> chain = certificates(shown.certificate());
    PrivateKey key = key(shown.key());
    KeyStore store = empty();
    store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager[] trusting(String authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    int number = 0;
    for (X509Certificate authority : certificates(authorities)) {
      store.setCertificateEntry("authority " + number++, authority);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
    List<X509Certificate> all = Pem.certificates(text);
    if (all.isEmpty()) {
      throw new GeneralSecurityException("holds no certificate in PEM");
    }
    return all;
  }

  /** The first key in the text, which may hold certificates and parameters, too. */
  private static PrivateKey key(Secret text) throws GeneralSecurityException, IOException {
    JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
    try (PEMParser parser = new PEMParser(new StringReader(text.reveal()))) {
      for (Object one = parser.readObject(); one != null; one = parser.readObject()) {
        if (one instanceof PrivateKeyInfo info) {
          return converter.getPrivateKey(info);
        }
        if (one instanceof PEMKeyPair pair) {
          return converter.getKeyPair(pair).getPrivate();
        }
      }
    }
    throw new GeneralSecurityException("holds no private key in PEM that is not encrypted");
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
