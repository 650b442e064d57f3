package org.pgv.installer.probe;

import java.util.List;
import java.util.Optional;

/**
 * What etcd says of itself where a host's own member answers, and there is a quorum.
 *
 * @param authentication whether it asks who calls
 * @param accounts the names it knows
 * @param full whether its data came to the quota, so that it takes no more writes
 */
public record EtcdFacts(
    List<Member> members, boolean authentication, List<String> accounts, boolean full) {

  /**
   * A member as the others know it.
   *
   * @param name empty where it was added and has not come yet
   * @param peer the URL that the others look for it at
   * @param joined whether it has ever come
   */
  public record Member(String id, String name, String peer, boolean joined) {}

  public EtcdFacts {
    members = List.copyOf(members);
    accounts = List.copyOf(accounts);
  }

  /** The member that others look for at a URL. */
  public Optional<Member> at(String peer) {
    return members.stream().filter(member -> member.peer().equals(peer)).findFirst();
  }
}
