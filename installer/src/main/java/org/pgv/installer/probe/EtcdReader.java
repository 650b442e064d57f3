package org.pgv.installer.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.probe.EtcdFacts.Member;

/** Reads what etcd says of itself. */
final class EtcdReader {
  /** ID, status, name, peer URL, client URL, and whether it only learns. */
  private static final int MEMBER_FIELDS = 5;

  private EtcdReader() {}

  /** Empty where it did not say who its members are: what else it said is then of no use. */
  static Optional<EtcdFacts> read(List<List<String>> lines) {
    List<Member> members = new ArrayList<>();
    List<String> accounts = new ArrayList<>();
    boolean authentication = false;
    boolean full = false;
    for (List<String> line : lines) {
      String said = line.getLast().strip();
      switch (line.getFirst()) {
        case "member" -> member(said).ifPresent(members::add);
        case "account" -> accounts.add(said);
        case "authentication" -> authentication |= said.equals("Authentication Status: true");
        case "alarm" -> full |= said.contains("NOSPACE");
        default -> {}
      }
    }
    return members.isEmpty()
        ? Optional.empty()
        : Optional.of(new EtcdFacts(members, authentication, accounts, full));
  }

  private static Optional<Member> member(String line) {
    List<String> fields = List.of(line.split(", ?", -1));
    return fields.size() < MEMBER_FIELDS
        ? Optional.empty()
        : Optional.of(
            new Member(fields.get(0), fields.get(2), fields.get(3), !fields.get(4).isEmpty()));
  }
}
