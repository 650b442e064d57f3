package org.pgv.pki.x509;

import java.net.InetAddress;
import java.net.URI;
import java.util.regex.Pattern;

/** A name that a certificate's holder goes by (RFC 5280 section 4.2.1.6). */
public sealed interface AlternativeName {

  /** A host name, short or full; no wildcards. */
  record Dns(String name) implements AlternativeName {
    private static final Pattern LABELS =
        Pattern.compile(
            "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    public Dns {
      if (!LABELS.matcher(name).matches() || name.length() > 253) {
        throw new IllegalArgumentException("not a host name: '" + name + "'");
      }
    }
  }

  /** An IPv4 or IPv6 address, as a literal: nothing is looked up. */
  record Address(InetAddress address) implements AlternativeName {
    public static Address of(String literal) {
      return new Address(InetAddress.ofLiteral(literal));
    }
  }

  record Uri(URI uri) implements AlternativeName {}
}
