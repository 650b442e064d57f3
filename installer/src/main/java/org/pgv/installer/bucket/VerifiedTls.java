package org.pgv.installer.bucket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.pgv.manifests.value.Endpoint;

/** TLS with a server that shows a certificate for its name, by an authority that was given. */
final class VerifiedTls {
  private VerifiedTls() {}

  /** Speaks TLS over a connection; refuses a server that cannot be verified. */
  static Socket over(Socket connection, Endpoint server, String authorities) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context(authorities)
                .getSocketFactory()
                .createSocket(connection, server.host(), server.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    // The name is compared as HTTPS does it (RFC 9110 section 4.3.4).
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static SSLContext context(String authorities) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      byte[] pem = authorities.getBytes(StandardCharsets.US_ASCII);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))) {
        store.setCertificateEntry("authority-" + number++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot use the authority: " + e.getMessage(), e);
    }
  }
}
