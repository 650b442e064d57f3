package org.pgv.installer.host.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.Session;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Dialogue;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Hold;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.HostUnreachable;
import org.pgv.installer.host.Passage;
import org.pgv.installer.host.Shell;
import org.pgv.manifests.value.HostName;

/** Runs commands over one ssh connection, each in its own session; by sudo where not root. */
final class SshHost implements Host {
  private static final long CLOSING_SECONDS = 5;

  private final HostName name;
  private final List<SSHClient> chain;
  private final boolean root;
  private final Supplier<Host> connector;

  /**
   * Takes over an authenticated connection.
   *
   * @param chain the jump hosts' connections, and last the host's own
   * @param connector makes another connection to the host
   */
  SshHost(HostName name, List<SSHClient> chain, boolean root, Supplier<Host> connector) {
    this.name = name;
    this.chain = List.copyOf(chain);
    this.root = root;
    this.connector = connector;
  }

  @Override
  public HostName name() {
    return name;
  }

  @Override
  public Exit run(Command command) {
    try {
      return runHere(command);
    } catch (OpenFailException e) {
      // No more sessions over this connection (MaxSessions of sshd_config(5)), which a lock may use
      // up.
      return runAnew(command);
    } catch (IOException e) {
      return lost(e);
    }
  }

  private Exit runHere(Command command) throws IOException {
    try {
      Session session = chain.getLast().startSession();
      // Closing waits for the other end's answer, and that for a command that does not end.
      try (Closeable _ = () -> Thread.startVirtualThread(() -> close(session))) {
        Session.Command running = session.exec(line(command));
        Dialogue.Answer answer =
            dialogue(running, new OwnOutput(running.getInputStream()))
                .within(command.limit(), command.input());
        running.join(CLOSING_SECONDS, TimeUnit.SECONDS);
        return exit(running, answer);
      }
    } catch (TimeoutException _) {
      return new Exit.Unknown("no end within " + command.limit().toSeconds() + " s");
    } catch (UncheckedIOException e) {
      return lost(e);
    }
  }

  @Override
  public Exit runAnew(Command command) {
    try (Host another = connector.get()) {
      return another instanceof SshHost ssh ? ssh.runHere(command) : another.run(command);
    } catch (HostUnreachable e) {
      return new Exit.Unknown("no new connection: " + e.problem().what());
    } catch (IOException e) {
      return lost(e);
    }
  }

  @Override
  public Hold hold(Command command) {
    try {
      return holdHere(command);
    } catch (OpenFailException e) {
      return holdElsewhere(command);
    } catch (IOException e) {
      return new Hold.Ended(lost(e));
    }
  }

  private Hold holdHere(Command command) throws IOException {
    Session session = chain.getLast().startSession();
    Session.Command running = session.exec(line(command));
    OwnOutput output = new OwnOutput(running.getInputStream());
    String first = dialogue(running, output).firstLine(command.input());
    if (!first.isEmpty() && output.hasBegun()) {
      return new Hold.Holding(first, () -> Thread.startVirtualThread(() -> close(session)));
    }
    running.join(CLOSING_SECONDS, TimeUnit.SECONDS);
    close(session);
    return new Hold.Ended(exit(running, new Dialogue.Answer("", first)));
  }

  /** The other connection lasts as long as what is held by it. */
  private Hold holdElsewhere(Command command) {
    Host another;
    try {
      another = connector.get();
    } catch (HostUnreachable e) {
      return new Hold.Ended(new Exit.Unknown("no new connection: " + e.problem().what()));
    }
    Hold held;
    try {
      held = another instanceof SshHost ssh ? ssh.holdHere(command) : another.hold(command);
    } catch (IOException e) {
      held = new Hold.Ended(lost(e));
    }
    if (held instanceof Hold.Holding(String line, Runnable release)) {
      return new Hold.Holding(
          line,
          () -> {
            release.run();
            Thread.startVirtualThread(another::close);
          });
    }
    another.close();
    return held;
  }

  /** As sshd lets a client through to others (RFC 4254 section 7.2). */
  @Override
  public Passage connect(String machine, int port) {
    try {
      return new Passage.Open(
          new ForwardedSocket(chain.getLast().newDirectConnection(machine, port)));
    } catch (OpenFailException e) {
      return e.getReason() == OpenFailException.Reason.ADMINISTRATIVELY_PROHIBITED
          ? new Passage.Forbidden(String.valueOf(e.getMessage()))
          : new Passage.Closed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Passage.Closed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    close(chain);
  }

  /** Ends connections, the last one made first. */
  static void close(List<SSHClient> chain) {
    chain.reversed().forEach(SshHost::disconnect);
  }

  private String line(Command command) {
    List<String> words = new ArrayList<>(root ? List.of() : List.of("sudo", "-n", "--"));
    words.addAll(command.words());
    return Shell.anyLogin(OwnOutput.BEGINNING, words);
  }

  private static Dialogue dialogue(Session.Command running, OwnOutput output) {
    return new Dialogue(running.getOutputStream(), output, running.getErrorStream());
  }

  private static Exit exit(Session.Command ended, Dialogue.Answer answer) {
    if (ended.getExitStatus() != null) {
      return new Exit.Code(ended.getExitStatus(), answer.output(), answer.errors());
    }
    if (ended.getExitSignal() != null) {
      return new Exit.Killed(ended.getExitSignal().toString(), answer.output() + answer.errors());
    }
    return new Exit.Unknown("the connection was lost before the command ended");
  }

  private static Exit lost(Exception cause) {
    return new Exit.Unknown("the connection was lost: " + cause.getMessage());
  }

  private static void close(Session session) {
    try {
      session.close();
    } catch (IOException _) {
      return;
    }
  }

  private static void disconnect(SSHClient client) {
    try {
      client.disconnect();
    } catch (IOException _) {
      return;
    }
  }
}
