package org.pgv.installer.secret;

import java.util.List;
import java.util.Optional;

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

  /** What a certificate may be used for. */
  public enum Usage {
    SERVER,
    CLIENT
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

  /** A server's certificate, valid for these names and addresses. */
  public static LeafRequest server(
      String name, String commonName, List<String> dns, List<String> addresses) {
    return new LeafRequest(
        name,
        Usage.SERVER,
        Optional.of(commonName),
        Optional.empty(),
        new Names(dns, addresses, List.of()));
  }

  /** A client's certificate that carries its role as common name. */
  public static LeafRequest client(String name, String role) {
    return new LeafRequest(name, Usage.CLIENT, Optional.of(role), Optional.empty(), Names.none());
  }
}
