package org.pgv.installer.access;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pgv.manifests.site.AccessRule;
import org.pgv.manifests.value.Network;

/**
 * A line of {@code pg_hba.conf}, which PostgreSQL and PgBouncer both read.
 *
 * @param place addresses that it fits; {@link #SOCKET} for none
 * @param method with its options
 */
record HbaLine(
    Channel channel, List<String> databases, List<String> roles, String place, String method) {
  /** The place of a connection by a Unix socket. */
  static final String SOCKET = "";

  /** Of these, neither PostgreSQL nor PgBouncer takes any for something else than a name. */
  private static final Pattern PLAIN = Pattern.compile("\\+?[a-z_][a-z0-9_-]*");

  private static final String LOOPBACK = "127.0.0.1/32";

  /** What a connection comes by. */
  enum Channel {
    SOCKET("local"),
    TLS("hostssl"),
    /** TCP, encrypted or not. */
    ANY("host");

    private final String word;

    Channel(String word) {
      this.word = word;
    }
  }

  HbaLine {
    databases = List.copyOf(databases);
    roles = List.copyOf(roles);
  }

  /** A line for a place that is reached by socket or, encrypted, by network. */
  static HbaLine at(String place, List<String> databases, List<String> roles, String method) {
    Channel channel = place.equals(SOCKET) ? Channel.SOCKET : Channel.TLS;
    return new HbaLine(channel, databases, roles, place, method);
  }

  /** A line that refuses whoever it fits; also those who would come without encryption. */
  static HbaLine reject(String place, List<String> databases, List<String> roles) {
    Channel channel = place.equals(SOCKET) ? Channel.SOCKET : Channel.ANY;
    return new HbaLine(channel, databases, roles, place, "reject");
  }

  /** The places on the server's own host. */
  static List<String> ownHost() {
    return List.of(SOCKET, LOOPBACK);
  }

  /**
   * Whether it fits every connection that another line fits.
   *
   * @param members tells who is known to be in a group
   */
  boolean covers(HbaLine other, Members members) {
    return coversChannel(other.channel)
        && (databases.contains(AccessRule.ALL) || databases.containsAll(other.databases))
        && other.roles.stream().allMatch(role -> coversRole(role, members))
        && coversPlace(other.place);
  }

  /** Tells who is known to be in a group. */
  @FunctionalInterface
  interface Members {
    List<String> of(String group);
  }

  /** Whoever comes without encryption is refused by every line, so it is no difference. */
  private boolean coversChannel(Channel other) {
    return (channel == Channel.SOCKET) == (other == Channel.SOCKET);
  }

  private boolean coversRole(String role, Members members) {
    String name = role.startsWith(AccessRule.MEMBERS_OF) ? role.substring(1) : role;
    return roles.contains(AccessRule.ALL)
        || roles.contains(role)
        || (!role.equals(AccessRule.ALL)
            && roles.stream()
                .filter(word -> word.startsWith(AccessRule.MEMBERS_OF))
                .map(word -> word.substring(1))
                .anyMatch(group -> group.equals(name) || members.of(group).contains(name)));
  }

  private boolean coversPlace(String other) {
    if (place.equals(other)) {
      return true;
    }
    return place.contains("/")
        && other.contains("/")
        && Network.parse(place).covers(Network.parse(other));
  }

  /** A group keeps its mark outside of the quotes, or it would be a role of that name. */
  private static String word(String role) {
    if (PLAIN.matcher(role).matches()) {
      return role;
    }
    boolean group = role.startsWith(AccessRule.MEMBERS_OF);
    return group ? AccessRule.MEMBERS_OF + word(role.substring(1)) : '"' + role + '"';
  }

  /** As the file has it. */
  String text() {
    String middle = place.equals(SOCKET) ? " " : " " + place + " ";
    return channel.word
        + " "
        + String.join(",", databases)
        + " "
        + roles.stream().map(HbaLine::word).collect(Collectors.joining(","))
        + middle
        + method;
  }
}
