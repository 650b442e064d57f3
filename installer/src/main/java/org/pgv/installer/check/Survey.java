package org.pgv.installer.check;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What only a check asks a host, beside its facts.
 *
 * @param clock how far its clock is from ours
 * @param names what it knows other hosts by
 * @param folders what is in the folders that our data goes to, by path
 * @param links how it reaches other hosts
 */
public record Survey(
    ClockOffset clock,
    Names names,
    SortedMap<String, FolderContent> folders,
    Links links,
    Settings settings) {

  public Survey {
    folders = new TreeMap<>(folders);
  }

  /**
   * Between what limits its clock is ahead of ours (negative: behind), from a conversation of which
   * both ends are timed: it knew its time after we asked, and before we had the answer.
   */
  public record ClockOffset(Duration atLeast, Duration atMost) {

    /** What is certain of the difference; slow answers make it smaller, never larger. */
    public Duration certain() {
      if (atLeast.isPositive()) {
        return atLeast;
      }
      return atMost.isNegative() ? atMost : Duration.ZERO;
    }
  }

  /**
   * What a host makes of names and addresses.
   *
   * @param hostsFile the lines of /etc/hosts that are not ours
   * @param forward addresses by name, as its resolver gives them
   * @param reverse names by address, as its resolver gives them
   */
  public record Names(
      List<HostsLine> hostsFile,
      SortedMap<String, List<String>> forward,
      SortedMap<String, List<String>> reverse) {
    public Names {
      hostsFile = List.copyOf(hostsFile);
      forward = new TreeMap<>(forward);
      reverse = new TreeMap<>(reverse);
    }
  }

  /** An address with its names. */
  public record HostsLine(String address, List<String> names) {
    public HostsLine {
      names = List.copyOf(names);
    }
  }

  /** What is in a folder. */
  public enum FolderContent {
    MISSING,
    EMPTY,
    /** The root of a file system that is empty otherwise. */
    LOST_FOUND,
    POSTGRES,
    ETCD,
    MINIO,
    OTHER
  }

  /**
   * How it reaches others.
   *
   * @param blocked ports of other hosts that it cannot reach
   * @param taken addresses that should be free, with the hardware address that answers for them
   * @param apart addresses of hosts that are not on the same link
   * @param routers the numbers of virtual routers that somebody else on the link is, with the
   *     address that says so
   * @param sources addresses of hosts that it comes to from another address than its own, with that
   *     one
   * @param narrow addresses of hosts that small datagrams reach and full frames do not, with the
   *     size of those in bytes
   */
  public record Links(
      List<Blocked> blocked,
      SortedMap<String, String> taken,
      List<String> apart,
      SortedMap<String, String> routers,
      SortedMap<String, String> sources,
      SortedMap<String, String> narrow) {
    /** Where nothing is in the way. */
    public static final Links OPEN =
        new Links(
            List.of(),
            new TreeMap<>(),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>());

    public Links {
      blocked = List.copyOf(blocked);
      taken = new TreeMap<>(taken);
      apart = List.copyOf(apart);
      routers = new TreeMap<>(routers);
      sources = new TreeMap<>(sources);
      narrow = new TreeMap<>(narrow);
    }
  }

  /**
   * A port that did not even refuse a connection.
   *
   * @param endpoint address and port
   */
  public record Blocked(String endpoint, String why) {}

  /**
   * How the system is set.
   *
   * @param timeZone such as {@code Etc/UTC}
   * @param tmpNoexec whether nothing can be executed in /tmp
   * @param packagesBusy whether another program holds the package manager's lock
   * @param automaticUpgrades the active units that upgrade packages by themselves
   */
  public record Settings(
      String timeZone,
      boolean tmpNoexec,
      boolean packagesBusy,
      List<String> automaticUpgrades,
      Kernel kernel) {
    public Settings {
      automaticUpgrades = List.copyOf(automaticUpgrades);
    }
  }

  /**
   * Settings of the kernel, empty where there are none.
   *
   * @param hugePages of transparent huge pages: {@code always}, {@code madvise} or {@code never}
   * @param overcommit {@code 0}, {@code 1} or {@code 2}
   */
  public record Kernel(String hugePages, String overcommit) {}
}
