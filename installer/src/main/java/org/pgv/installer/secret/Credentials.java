package org.pgv.installer.secret;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.enrolment.Generation;
import org.pgv.manifests.value.Secret;

/**
 * The site's passwords and certificates. Whoever asks for the same name again gets the same bytes
 * again, in this run and in every later one, so that rendering a configuration from them is a pure
 * function.
 */
public interface Credentials {

  /** A generated password: 32 letters and digits, made at the first request for this name. */
  Secret password(String name);

  /** What somebody outside of the site gave us, such as a key; refused where nobody did. */
  Secret given(String name);

  /** What a cluster inherits from another; empty for one that is made new. */
  Optional<Inheritance> inheritance(String cluster);

  /** The generations of these secrets, the oldest first; empty where none are kept. */
  List<Generation> lineage();

  /** The certificates that others are verified by. */
  Authorities authorities();

  /**
   * A key and certificate, issued at the first request for this name, or when the request changes.
   */
  Leaf leaf(LeafRequest request);

  /** The same, and it ends with whatever it is for, at the latest. */
  Leaf leaf(LeafRequest request, Instant end);

  /**
   * A key and certificate for a short time, which are kept nowhere: the same in this run, and
   * others in every later one.
   */
  Leaf pass(LeafRequest request, Duration validity);

  /**
   * PEM of the certificates others are verified by.
   *
   * @param root what every host trusts
   * @param serverAuthority the intermediate below the root that issues server certificates
   * @param clientAuthority the intermediate below the root that issues components' certificates
   * @param applications who issues those of applications, for PostgreSQL alone to trust
   */
  record Authorities(
      String root, String serverAuthority, String clientAuthority, String applications) {}

  /**
   * PEM of a certificate and its key.
   *
   * @param chain the certificate followed by its intermediate: what a service presents
   * @param key unencrypted PKCS #8
   */
  record Leaf(String chain, Secret key) {}
}
