package org.pgv.installer.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
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
    Partial<Fleet> reached = reach(logins, connector);
    if (!reached.unreachable().isEmpty()) {
      reached.result().hosts.values().forEach(Host::close);
      throw new Refusal(ExitCode.PREFLIGHT, List.copyOf(reached.unreachable().values()));
    }
    return reached.result();
  }

  /** Connects to the hosts that can be reached. */
  static Partial<Fleet> reach(List<Login> logins, Connector connector) {
    Partial<List<Host>> connected = atOnce(logins, Login::host, connector::connect);
    SequencedMap<HostName, Host> hosts = new LinkedHashMap<>();
    connected.result().forEach(host -> hosts.put(host.name(), host));
    return new Partial<>(new Fleet(hosts), connected.unreachable());
  }

  /**
   * What came of asking all hosts.
   *
   * @param unreachable what is wrong with those that gave nothing
   */
  public record Partial<T>(T result, SortedMap<HostName, Problem> unreachable) {
    public Partial {
      unreachable = Collections.unmodifiableSortedMap(new TreeMap<>(unreachable));
    }
  }

  /** Asks all hosts at the same time; the answers are in the order of the hosts. */
  public <T> Partial<List<T>> ask(Function<Host, T> question) {
    return atOnce(List.copyOf(hosts.values()), Host::name, question);
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
    Partial<List<HostFacts>> facts = ask(probe::run);
    if (!facts.unreachable().isEmpty()) {
      throw new Refusal(ExitCode.PREFLIGHT, List.copyOf(facts.unreachable().values()));
    }
    return facts.result();
  }

  /** Takes the lock on every host, until the connections are closed. */
  public void lock(String holder) {
    each(host -> HostLocks.take(host, holder));
  }

  private void each(Consumer<Host> action) {
    var _ =
        ask(
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

  private static <A, B> Partial<List<B>> atOnce(
      List<A> inputs, Function<A, HostName> name, Function<A, B> work) {
    SequencedMap<HostName, CompletableFuture<Attempt<B>>> running = new LinkedHashMap<>();
    for (A input : inputs) {
      running.put(
          name.apply(input),
          CompletableFuture.supplyAsync(() -> attempt(input, work), Thread::startVirtualThread));
    }
    List<B> good = new ArrayList<>();
    SortedMap<HostName, Problem> unreachable = new TreeMap<>();
    try {
      running.forEach(
          (host, attempt) -> {
            switch (attempt.join()) {
              case Attempt.Good<B>(B value) -> good.add(value);
              case Attempt.Unreachable<B>(Problem problem) -> unreachable.put(host, problem);
            }
          });
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    return new Partial<>(good, unreachable);
  }

  private static <A, B> Attempt<B> attempt(A input, Function<A, B> work) {
    try {
      return new Attempt.Good<>(work.apply(input));
    } catch (HostUnreachable e) {
      return new Attempt.Unreachable<>(e.problem());
    }
  }
}
