package org.pgv.installer.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.IpAddress;
import org.pgv.manifests.value.Network;

/**
 * What a sandbox is made of.
 *
 * @param name distinguishes it from other sandboxes of this machine
 * @param domain what host names are completed with
 * @param root the base root its hosts share: the digest in its name, or a path to one that was
 *     given
 */
public record Sandbox(
    HostName name, Network network, String domain, String root, List<Member> members) {
  /** The name under which commands reach the machine's own end of the network. */
  public static final String ADMIN = "admin";

  private static final int FIRST_HOST = 11;
  private static final int ADMIN_NUMBER = 1;
  private static final int LARGEST = 16;
  private static final int SMALLEST = 28;

  /** One host of a sandbox; {@code number} is its place in the network. */
  public record Member(HostName name, int number) {}

  public Sandbox {
    members = List.copyOf(members);
    if (network.prefix() < LARGEST || network.prefix() > SMALLEST) {
      throw new IllegalArgumentException(
          network + ": the prefix must be from " + LARGEST + " to " + SMALLEST);
    }
    if (network.isHost()) {
      throw new IllegalArgumentException(network + " is the address of a host, not of a network");
    }
  }

  /** Numbers the hosts in the order in which they are named, from 11 on. */
  public static Sandbox of(
      HostName name, Network network, String domain, String root, List<HostName> hosts) {
    int broadcast = (1 << (32 - network.prefix())) - 1;
    if (FIRST_HOST + hosts.size() > broadcast) {
      throw new IllegalArgumentException(
          network + " has no room for " + hosts.size() + " hosts, numbered from " + FIRST_HOST);
    }
    List<Member> members = new ArrayList<>();
    for (HostName host : hosts) {
      members.add(new Member(host, FIRST_HOST + members.size()));
    }
    return new Sandbox(name, network, domain, root, members);
  }

  public Optional<Member> member(String host) {
    return members.stream().filter(member -> member.name().text().equals(host)).findFirst();
  }

  public IpAddress address(Member member) {
    return IpAddress.of(network.address().number() + member.number());
  }

  public IpAddress adminAddress() {
    return IpAddress.of(network.address().number() + ADMIN_NUMBER);
  }

  /** The network namespace that holds the bridge; commands of the admin run in it. */
  public String adminNamespace() {
    return "pgv-" + name;
  }

  public String namespace(Member member) {
    return adminNamespace() + "-" + member.name();
  }

  /** The bridge's end of a host's cable; an interface name has 15 letters at most. */
  public static String port(Member member) {
    return "host" + member.number();
  }

  /** The same after each power cut, so that neighbours need not learn it again. */
  public static String hardwareAddress(Member member) {
    return String.format("02:70:67:76:%02x:%02x", member.number() >> 8, member.number() & 255);
  }
}
