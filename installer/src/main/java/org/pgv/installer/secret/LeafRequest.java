package org.pgv.installer.secret;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.pki.x509.AlternativeName;
import org.pgv.pki.x509.CertificateRequest;
import org.pgv.pki.x509.Purpose;

/**
 * What a certificate must say.
 *
 * @param name what it is remembered by, such as {@code pg1/etcd-peer}
 * @param commonName the CN; empty for a certificate that must have none
 * @param organizationalUnit the OU; empty for none
 */
public record LeafRequest(
    String name,
    Usage usage,
    Optional<String> commonName,
    Optional<String> organizationalUnit,
    Names names) {

  private static final int LONGEST_COMMON_NAME = 64;

  /** What the names begin with of what applications have and no host. */
  public static final String CLIENTS = "clients/";

  /** What a certificate may be used for. */
  public enum Usage {
    SERVER,
    CLIENT,
    /** By somebody who is no part of the site, to a PostgreSQL server. */
    APPLICATION
  }

  /** Subject alternative names. */
  public record Names(List<String> dns, List<String> addresses, List<String> uris) {
    public Names {
      dns = List.copyOf(dns);
      addresses = List.copyOf(addresses);
      uris = List.copyOf(uris);
    }

    public static Names none() {
      return new Names(List.of(), List.of(), List.of());
    }
  }

  /**
   * A server's certificate, valid for these names and addresses. A full name that is longer than a
   * common name may be (RFC 5280, ub-common-name) stands among the names alone, by which servers
   * are verified anyway.
   */
  public static LeafRequest server(
      String name, String commonName, List<String> dns, List<String> addresses) {
    return new LeafRequest(
        name,
        Usage.SERVER,
        Optional.of(
            commonName.length() > LONGEST_COMMON_NAME
                ? commonName.substring(0, commonName.indexOf('.'))
                : commonName),
        Optional.empty(),
        new Names(dns, addresses, List.of()));
  }

  /** A client's certificate that carries its role as common name. */
  public static LeafRequest client(String name, String role) {
    return new LeafRequest(name, Usage.CLIENT, Optional.of(role), Optional.empty(), Names.none());
  }

  /** The certificate of a database role, whose name it carries as common name. */
  public static LeafRequest application(String name, String role) {
    return new LeafRequest(
        name, Usage.APPLICATION, Optional.of(role), Optional.empty(), Names.none());
  }

  /** The same in the words of the certificate authority. */
  CertificateRequest certificate() {
    List<AlternativeName> all = new ArrayList<>();
    names.dns().forEach(name -> all.add(new AlternativeName.Dns(name)));
    names.addresses().forEach(literal -> all.add(AlternativeName.Address.of(literal)));
    names.uris().forEach(uri -> all.add(new AlternativeName.Uri(URI.create(uri))));
    Purpose purpose =
        switch (usage) {
          case SERVER -> Purpose.SERVER;
          case CLIENT, APPLICATION -> Purpose.CLIENT;
        };
    return new CertificateRequest(purpose, commonName, organizationalUnit, all);
  }
}
