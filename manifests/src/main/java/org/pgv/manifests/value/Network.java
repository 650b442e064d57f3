package org.pgv.manifests.value;

/**
 * An address with the length of its network's prefix, written {@code 10.77.0.100/24}; the address
 * may be the network's own or that of a host in it.
 */
public record Network(IpAddress address, int prefix) {

  public Network {
    if (prefix < 0 || prefix > 32) {
      throw new IllegalArgumentException("a prefix has 0 to 32 bits, not " + prefix);
    }
  }

  public static Network parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,2}")) {
      throw new IllegalArgumentException(
          "not an address with a prefix, such as 10.77.0.100/24: '" + text + "'");
    }
    return new Network(
        new IpAddress(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  /** The network of one address. */
  public static Network ofHost(IpAddress address) {
    return new Network(address, 32);
  }

  public boolean contains(IpAddress other) {
    return (address.number() & mask()) == (other.number() & mask());
  }

  /** Whether every address of another network is in this one. */
  public boolean covers(Network other) {
    return prefix <= other.prefix && contains(other.address);
  }

  /** Whether the address can be a host's: neither the network's own nor its broadcast address. */
  public boolean isHost() {
    long host = address.number() & ~mask() & 0xffffffffL;
    return prefix >= 31 || (host != 0 && host != (~mask() & 0xffffffffL));
  }

  /** The network by its own address, whichever of its addresses this one was written with. */
  public Network whole() {
    return new Network(IpAddress.of(address.number() & mask()), prefix);
  }

  @Override
  public String toString() {
    return address + "/" + prefix;
  }

  private long mask() {
    return (0xffffffffL << (32 - prefix)) & 0xffffffffL;
  }
}
