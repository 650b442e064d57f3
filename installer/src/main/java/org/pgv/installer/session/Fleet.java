package org.pgv.installer.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pgv.installer.apply.HostLocks;
import org.pgv.installer.host.Connector;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.HostUnreachable;
import org.pgv.installer.host.Login;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Probe;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.HostName;

/** The connected hosts of a site, in its order; what is done to them is done at the same time. */
public final class Fleet implements AutoCloseable {
  private final SequencedMap<HostName, Host> hosts;

  private Fleet(SequencedMap<HostName, Host> hosts) {
    this.hosts = hosts;
  }

  /** Connects to all hosts; refuses with every host that cannot be reached, and why. */
  public static Fleet connect(List<Login> logins, Connector connector) {
    List<Attempt<Host>> attempts = atOnce(logins, connector::connect);
    SequencedMap<HostName, Host> hosts = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (Attempt<Host> attempt : attempts) {
      switch (attempt) {
        case Attempt.Good<Host>(Host host) -> hosts.put(host.name(), host);
        case Attempt.Unreachable<Host>(Problem problem) -> problems.add(problem);
      }
    }
    if (!problems.isEmpty()) {
      hosts.values().forEach(Host::close);
      throw new Refusal(ExitCode.PREFLIGHT, problems);
    }
    return new Fleet(hosts);
  }

  public SequencedMap<HostName, Host> hosts() {
    return hosts;
  }

  public Host host(HostName name) {
    Host host = hosts.get(name);
    if (host == null) {
      throw new IllegalArgumentException("no connection to host " + name);
    }
    return host;
  }

  /** The facts of all hosts. */
  public List<HostFacts> look(Probe probe) {
    List<Attempt<HostFacts>> attempts = atOnce(List.copyOf(hosts.values()), probe::run);
    List<HostFacts> facts = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Attempt<HostFacts> attempt : attempts) {
      switch (attempt) {
        case Attempt.Good<HostFacts>(HostFacts found) -> facts.add(found);
        case Attempt.Unreachable<HostFacts>(Problem problem) -> problems.add(problem);
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.PREFLIGHT, problems);
    }
    return facts;
  }

  /** Takes the lock on every host, until the connections are closed. */
  public void lock(String holder) {
    each(host -> HostLocks.take(host, holder));
  }

  private void each(Consumer<Host> action) {
    var _ =
        atOnce(
            List.copyOf(hosts.values()),
            host -> {
              action.accept(host);
              return host;
            });
  }

  @Override
  public void close() {
    each(Host::close);
  }

  private sealed interface Attempt<T> {
    record Good<T>(T value) implements Attempt<T> {}

    record Unreachable<T>(Problem problem) implements Attempt<T> {}
  }

  private static <A, B> List<Attempt<B>> atOnce(List<A> inputs, Function<A, B> work) {
    List<CompletableFuture<Attempt<B>>> running =
        inputs.stream()
            .map(
                input ->
                    CompletableFuture.supplyAsync(
                        () -> attempt(input, work), Thread::startVirtualThread))
            .toList();
    try {
      return running.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static <A, B> Attempt<B> attempt(A input, Function<A, B> work) {
    try {
      return new Attempt.Good<>(work.apply(input));
    } catch (HostUnreachable e) {
      return new Attempt.Unreachable<>(e.problem());
    }
  }
}
