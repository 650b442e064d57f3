package org.pgv.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands of a page of the how-to, in their order, each a line after a dollar sign. */
record WrittenCommands(List<String> commands) {
  private static final Path PAGES =
      Path.of(System.getProperty("pgv.root")).resolve("docs/how-to").toAbsolutePath();
  private static final String END = "pgv: ended ";

  /** The page calls the bundle by the name of an example. */
  private static final String EXAMPLE = "pgv-debian13-2026.11.20";

  WrittenCommands {
    commands = List.copyOf(commands);
  }

  /** A command, how it ended and what it printed as its result. */
  record Done(String command, int code, String output) {}

  static WrittenCommands of(String page) throws IOException {
    List<String> commands =
        Files.readAllLines(PAGES.resolve(page)).stream()
            .filter(line -> line.startsWith("$ "))
            .map(line -> line.substring(2).replaceFirst(" +# .*$", ""))
            .toList();
    return new WrittenCommands(commands);
  }

  /**
   * Runs them one after the other in one shell of the admin's place, beside the bundle, as somebody
   * who edits the site file to be the lab's.
   */
  List<Done> run(Lab lab) {
    StringBuilder script =
        new StringBuilder(
            """
            EDITOR="cp %s"
            cd "$(mktemp -d)" && mkdir %s && mount --bind %s %2$s || exit 1
            """
                .formatted(lab.site(), EXAMPLE, lab.bundle()));
    for (String command : commands) {
      script.append(command.replace("=FINGERPRINT", "=" + lab.fingerprint()));
      script.append("\nprintf '\\n").append(END).append("%s\\n' $?\n");
    }
    Run.Ended ended = lab.shell("admin", script.toString()).expect(0);
    List<Done> done = new ArrayList<>();
    String rest = ended.output();
    for (String command : commands) {
      int end = rest.indexOf("\n" + END);
      int after = rest.indexOf('\n', end + 1);
      int code = Integer.parseInt(rest.substring(end + 1 + END.length(), after));
      done.add(new Done(command, code, rest.substring(0, end).strip()));
      rest = rest.substring(after + 1);
    }
    return done;
  }
}
