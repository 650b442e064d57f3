package org.pgv.mirror.rpm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/**
 * What is installed on a host, as {@code rpm -qa --qf
 * '%{NAME}|%{EPOCH}|%{VERSION}|%{RELEASE}|%{ARCH}\n'} prints it. Further columns are ignored, and
 * so are the keys that rpm keeps among the packages.
 */
public final class InstalledList {
  /** What {@code rpm -qa --qf} is given to make a list. */
  public static final String QUERY_FORMAT = "%{NAME}|%{EPOCH}|%{VERSION}|%{RELEASE}|%{ARCH}\\n";

  private static final String NOTHING = "(none)";
  private static final int COLUMNS = 5;

  private InstalledList() {}

  /** Reads a file; refuses it with all its lines that are none of such a list. */
  public static List<Nevra> read(Path file) {
    return parse(file.toString(), text(file));
  }

  /** Reads the text of a list; {@code name} is what problems call it. */
  public static List<Nevra> parse(String name, String text) {
    List<Nevra> packages = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String[] columns = line.split("\\|", -1);
      if (line.isBlank() || columns[0].equals("gpg-pubkey")) {
        continue;
      }
      try {
        packages.add(nevra(columns));
      } catch (IllegalArgumentException e) {
        problems.add(
            new Problem(
                name + ":" + number,
                e.getMessage() + ": '" + line + "'",
                "make the list with: rpm -qa --qf '" + QUERY_FORMAT + "'"));
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.USAGE, problems);
    }
    return List.copyOf(packages);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.USAGE, new Problem(file.toString(), "cannot be read: " + e.getMessage()), e);
    }
  }

  private static Nevra nevra(String[] columns) {
    if (columns.length < COLUMNS) {
      throw new IllegalArgumentException("not name, epoch, version, release and architecture");
    }
    String epoch = columns[1].equals(NOTHING) ? "" : columns[1];
    return Nevra.of(columns[0], epoch, columns[2], columns[3], columns[4]);
  }
}
