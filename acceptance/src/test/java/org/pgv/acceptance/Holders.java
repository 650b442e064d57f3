package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who holds an address, looked at every 100 ms from outside the hosts: the kernel is asked,
 * whatever runs or hangs there.
 */
final class Holders implements AutoCloseable {
  private static final String LOOK =
      """
      while sleep 0.08; do
        held=
        for host; do
          case $(ip -n "$host" -json address show to "$ADDRESS/32" 2>/dev/null) in
            *'"local"'*) held="$held ${host##*-}" ;;
          esac
        done
        echo "$(date +%s%3N)$held" >>"$0"
      done
      """;

  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** So many looks, one after the other, that saw the same. */
  private static final int STEADY = 30;

  private final Path samples;
  private final Run run;

  /** Looks until it is closed. */
  Holders(Lab lab, String address) throws IOException {
    samples = Files.createTempFile("holders", ".txt");
    run = lab.watchNetworks("ADDRESS=" + address + "\n" + LOOK, samples.toString());
  }

  /**
   * What was seen at a moment.
   *
   * @param hosts those that had the address
   */
  record Sample(long milliseconds, List<String> hosts) {
    private static Sample parse(String line) {
      List<String> words = List.of(line.split(" ", -1));
      return new Sample(Long.parseLong(words.getFirst()), words.subList(1, words.size()));
    }
  }

  List<Sample> seen() throws IOException {
    return Files.readString(samples).lines().map(Sample::parse).toList();
  }

  /** The one that was seen last to have it. */
  Optional<String> now() throws IOException {
    return seen().reversed().stream().limit(1).flatMap(last -> last.hosts().stream()).findFirst();
  }

  /** The one that has had it for some seconds, once there is one: on a busy machine it may move. */
  String steady() throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      List<Sample> all = seen();
      List<List<String>> latest =
          all.reversed().stream().limit(STEADY).map(Sample::hosts).distinct().toList();
      if (all.size() >= STEADY && latest.size() == 1 && latest.getFirst().size() == 1) {
        return latest.getFirst().getFirst();
      }
      Thread.sleep(100);
    }
    throw new AssertionError("nobody has the address for long: " + seen());
  }

  /** Waits until one of the hosts has it that is not this one. */
  String anotherThan(String host) throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      if (now().isPresent() && !now().get().equals(host)) {
        return now().get();
      }
      Thread.sleep(100);
    }
    throw new AssertionError("nobody but " + host + " has the address: " + seen());
  }

  /** Fails where two hosts had it at once, or where there was not a look about every 100 ms. */
  void assertNeverTwo() throws IOException {
    List<Sample> all = seen();
    assertTrue(all.size() > 20, all.toString());
    for (Sample sample : all) {
      assertFalse(sample.hosts().size() > 1, "at " + sample + " of " + all);
    }
  }

  @Override
  public void close() throws IOException {
    run.kill();
    run.end();
    Files.deleteIfExists(samples);
  }
}
