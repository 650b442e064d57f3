package org.pgv.installer.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/**
 * The processes of this machine, as {@code /proc} shows them. A pid alone is no proof: numbers are
 * given again, so a process is known by pid and start time together.
 */
final class Processes {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path proc;

  Processes(Path proc) {
    this.proc = proc;
  }

  /** A process by its pid and its start in ticks since boot. */
  record Identity(long pid, long started) {
    @Override
    public String toString() {
      return pid + " " + started;
    }

    static Optional<Identity> parse(String text) {
      String[] words = text.strip().split(" ", -1);
      return words.length == 2
          ? Optional.of(new Identity(Long.parseLong(words[0]), Long.parseLong(words[1])))
          : Optional.empty();
    }
  }

  /** The process with this pid now; empty where there is none, or only its exit code is left. */
  Optional<Identity> find(long pid) {
    String stat;
    try {
      stat = Files.readString(proc.resolve(pid + "/stat"));
    } catch (IOException _) {
      return Optional.empty();
    }
    // proc(5): the second field is in parentheses and may contain anything; count from its end.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return fields[0].equals("Z") || fields[0].equals("X")
        ? Optional.empty()
        : Optional.of(new Identity(pid, Long.parseLong(fields[19])));
  }

  boolean alive(Identity identity) {
    return find(identity.pid()).filter(identity::equals).isPresent();
  }

  List<Identity> children(Identity parent) {
    try {
      String pids =
          Files.readString(
              proc.resolve(parent.pid() + "/task/" + parent.pid() + "/children").normalize());
      return pids.isBlank()
          ? List.of()
          : java.util.Arrays.stream(pids.strip().split(" ", -1))
              .flatMap(pid -> find(Long.parseLong(pid)).stream())
              .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  /** Ends a process at once and for good, and waits until it is gone. */
  void kill(Identity identity) {
    if (!alive(identity)) {
      return;
    }
    ProcessHandle.of(identity.pid()).ifPresent(ProcessHandle::destroyForcibly);
    long end = System.nanoTime() + LIMIT.toNanos();
    while (alive(identity)) {
      if (System.nanoTime() > end) {
        throw new Refusal(
            ExitCode.FAILED,
            new Problem("sandbox", "process " + identity.pid() + " is still there after " + LIMIT));
      }
      Pause.of(POLL);
    }
  }
}
