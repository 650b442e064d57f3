package org.pgv.manifests.site;

import java.util.Optional;

/**
 * How a cluster survives the loss of a member.
 *
 * @param vip an address that one of the routers holds
 */
public record Availability(
    RecoveryTime rto, Timings timings, Replication replication, Optional<VirtualAddress> vip) {

  /** Between what the members are spread, which decides how soon one is given up. */
  public enum RecoveryTime {
    /** One local network. */
    LAN,
    /** Several places. */
    WIDE;

    public Timings timings() {
      return switch (this) {
        case LAN -> new Timings(20, 5, 5, 30, 30);
        case WIDE -> new Timings(30, 10, 10, 60, 30);
      };
    }
  }

  /** When a commit is acknowledged. */
  public enum Replication {
    /** When the primary has it: the last moments can be lost with the primary. */
    ASYNC,
    /** When one named standby has it, too. */
    SYNC,
    /** When any standby of the quorum has it, too: a standby may be lost without a stall. */
    QUORUM
  }

  /**
   * Patroni's clock, in seconds.
   *
   * @param ttl after how long without a sign of life a primary has lost its lease
   */
  public record Timings(
      int ttl, int loopWait, int retryTimeout, int primaryStartTimeout, int primaryStopTimeout) {

    /** The same, with another pause between Patroni's turns. */
    public Timings withLoopWait(int seconds) {
      return new Timings(ttl, seconds, retryTimeout, primaryStartTimeout, primaryStopTimeout);
    }
  }
}
