package org.pgv.installer.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pgv.manifests.value.HostName;

/** The hosts a person asks for, by number or by name. */
public final class HostNames {
  /** So many hosts carry a quorum; one more leaves room for one that does everything else. */
  private static final int QUORUM = 3;

  /** More than one machine carries, and fewer than the smallest usual network has room for. */
  private static final int MOST = 999;

  private HostNames() {}

  /** Reads {@code 4} or {@code pg1,pg2}. */
  public static List<HostName> parse(String text) {
    List<HostName> names =
        text.matches("\\d+")
            ? numbered(count(text))
            : Stream.of(text.split(",", -1)).map(HostName::new).toList();
    for (HostName name : names) {
      if (name.text().equals(Sandbox.ADMIN)) {
        throw new IllegalArgumentException("no host can be called '" + name + "'");
      }
      if (names.stream().filter(name::equals).count() > 1) {
        throw new IllegalArgumentException("two hosts are called '" + name + "'");
      }
    }
    return names;
  }

  private static int count(String text) {
    int count = text.length() > 3 ? MOST + 1 : Integer.parseInt(text);
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("from 1 to " + MOST + " hosts, not " + text);
    }
    return count;
  }

  private static List<HostName> numbered(int count) {
    List<HostName> names = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      names.add(new HostName("pg" + number));
    }
    if (count > QUORUM) {
      names.set(count - 1, new HostName("infra1"));
    }
    return List.copyOf(names);
  }
}
