package org.pgv.installer.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every way to a host must do. */
public interface HostContract {
  Duration LIMIT = Duration.ofSeconds(30);

  /** A connected host. */
  Host host();

  @Test
  default void tellsExitCodeOutputAndErrorsApart() {
    Exit exit = host().run(Command.script("echo out; echo err >&2; exit 3\n", LIMIT));

    assertEquals(new Exit.Code(3, "out\n", "err\n"), exit);
  }

  @Test
  default void passesArgumentsLiterally() {
    String odd = "a b'c \"d\" $HOME * \\ ü";

    Exit exit = host().run(new Command(List.of("printf", "%s|", odd, ""), Input.none(), LIMIT));

    assertEquals(new Exit.Code(0, odd + "||", ""), exit);
  }

  @Test
  default void readsMegabytesInBothDirectionsAtOnce() {
    String text = "0123456789abcdef".repeat(1 << 17);

    Exit exit =
        host().run(new Command(List.of("sh", "-c", "tee /dev/stderr"), Input.text(text), LIMIT));

    assertEquals(new Exit.Code(0, text, text), exit);
  }

  @Test
  default void takesACommandThatReadsNothingOfItsInput() {
    Exit exit = host().run(new Command(List.of("true"), Input.text("x".repeat(1 << 20)), LIMIT));

    assertTrue(exit.good(), exit::story);
  }

  @Test
  default void givesUpAfterTheLimit() {
    Exit exit = host().run(Command.script("exec sleep 60\n", Duration.ofMillis(500)));

    assertInstanceOf(Exit.Unknown.class, exit);
  }

  @Test
  default void tellsThatASignalEndedIt() {
    Exit exit = host().run(Command.script("kill -9 $$\n", LIMIT));

    assertInstanceOf(Exit.Killed.class, exit);
  }

  @Test
  default void heldCommandLivesUntilItIsReleased() throws Exception {
    String script = "echo $$; exec cat >/dev/null";
    Hold hold = host().hold(new Command(List.of("sh", "-c", script), Input.none(), LIMIT));

    var holding = assertInstanceOf(Hold.Holding.class, hold);
    String alive = "kill -0 " + holding.line() + "\n";
    assertTrue(host().run(Command.script(alive, LIMIT)).good());
    holding.release().run();
    for (int i = 0; i < 50 && host().run(Command.script(alive, LIMIT)).good(); i++) {
      Thread.sleep(100);
    }
    assertTrue(!host().run(Command.script(alive, LIMIT)).good());
  }

  @Test
  default void heldCommandGoesOnHearingBeats() {
    String script = "read -r one && read -r two && read -r three && echo alive";
    Input beats = Input.beats(Duration.ofMillis(20));
    Hold hold = host().hold(new Command(List.of("sh", "-c", script), beats, LIMIT));

    assertEquals("alive", assertInstanceOf(Hold.Holding.class, hold).line());
  }

  @Test
  default void runsACommandOverAConnectionOfItsOwn() {
    Exit exit = host().runAnew(Command.script("echo again; exit 3", LIMIT));

    assertEquals(new Exit.Code(3, "again\n", ""), exit);
  }

  @Test
  default void heldCommandThatPrintsAndEndsIsHeard() {
    for (int i = 0; i < 20; i++) {
      Hold hold = host().hold(new Command(List.of("sh", "-c", "echo taken"), Input.none(), LIMIT));

      assertEquals("taken", assertInstanceOf(Hold.Holding.class, hold).line());
    }
  }

  @Test
  default void heldCommandThatEndsAtOnceSaysHow() {
    Hold hold = host().hold(new Command(List.of("sh", "-c", "exit 7"), Input.none(), LIMIT));

    assertEquals(new Hold.Ended(new Exit.Code(7, "", "")), hold);
  }

  @Test
  default void connectsToOthersAndCarriesBothDirections() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var open =
          assertInstanceOf(Passage.Open.class, host().connect("localhost", server.getLocalPort()));
      try (Socket here = open.socket();
          Socket there = server.accept()) {
        here.getOutputStream().write("question".getBytes(StandardCharsets.UTF_8));
        here.getOutputStream().flush();
        assertEquals("question", text(there.getInputStream().readNBytes(8)));
        there.getOutputStream().write("answer".getBytes(StandardCharsets.UTF_8));
        there.shutdownOutput();

        assertEquals("answer", text(here.getInputStream().readAllBytes()));
      }
    }
  }

  @Test
  default void saysThatNobodyAnswersThere() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }

    assertInstanceOf(Passage.Closed.class, host().connect("localhost", port));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
