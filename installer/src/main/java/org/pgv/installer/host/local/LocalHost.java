package org.pgv.installer.host.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Dialogue;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Hold;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.Passage;
import org.pgv.manifests.value.HostName;

/** Runs commands on this machine, by sudo where we are not root. */
public final class LocalHost implements Host {
  private static final int FIRST_SIGNAL = 128;
  private static final int CONNECT_MILLIS = 10_000;

  private final HostName name;
  private final boolean root;
  private final Set<Process> held = ConcurrentHashMap.newKeySet();

  public LocalHost(HostName name, boolean root) {
    this.name = name;
    this.root = root;
  }

  /** This machine, for the user that runs this process. */
  public static LocalHost ofProcess(HostName name) {
    return new LocalHost(name, "root".equals(System.getProperty("user.name")));
  }

  @Override
  public HostName name() {
    return name;
  }

  @Override
  public Exit run(Command command) {
    Process process;
    try {
      process = start(command);
    } catch (IOException e) {
      return new Exit.Code(127, "", String.valueOf(e.getMessage()));
    }
    try {
      return exit(process, dialogue(process).within(command.limit(), command.input()));
    } catch (TimeoutException _) {
      return new Exit.Unknown("no end within " + command.limit().toSeconds() + " s");
    } catch (IOException e) {
      return new Exit.Unknown(String.valueOf(e.getMessage()));
    } finally {
      process.destroy();
    }
  }

  /** There is no connection. */
  @Override
  public Exit runAnew(Command command) {
    return run(command);
  }

  @Override
  public Hold hold(Command command) {
    try {
      Process process = start(command);
      held.add(process);
      String line = dialogue(process).firstLine(command.input());
      return line.isEmpty()
          ? new Hold.Ended(exit(process, new Dialogue.Answer("", "")))
          : new Hold.Holding(line, () -> release(process));
    } catch (IOException e) {
      return new Hold.Ended(new Exit.Unknown(String.valueOf(e.getMessage())));
    }
  }

  @Override
  public Passage connect(String machine, int port) {
    try {
      Socket socket = new Socket();
      socket.connect(new InetSocketAddress(machine, port), CONNECT_MILLIS);
      return new Passage.Open(socket);
    } catch (UnknownHostException _) {
      return new Passage.Closed("its name has no address");
    } catch (IOException e) {
      return new Passage.Closed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    held.forEach(this::release);
  }

  private Process start(Command command) throws IOException {
    List<String> words = new ArrayList<>(root ? List.of() : List.of("sudo", "-n", "--"));
    words.addAll(command.words());
    return new ProcessBuilder(words).start();
  }

  private static Dialogue dialogue(Process process) {
    return new Dialogue(
        process.getOutputStream(), process.getInputStream(), process.getErrorStream());
  }

  private static Exit exit(Process process, Dialogue.Answer answer) {
    try {
      int code = process.waitFor();
      return code > FIRST_SIGNAL && code < 2 * FIRST_SIGNAL - 1
          ? new Exit.Killed(
              Integer.toString(code - FIRST_SIGNAL), answer.output() + answer.errors())
          : new Exit.Code(code, answer.output(), answer.errors());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Exit.Unknown("interrupted");
    }
  }

  private void release(Process process) {
    held.remove(process);
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      process.destroy();
    }
  }
}
