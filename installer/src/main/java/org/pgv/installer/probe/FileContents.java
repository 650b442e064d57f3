package org.pgv.installer.probe;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.Shell;

/** What some files of a host hold now, for showing how they would change. */
public final class FileContents {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private FileContents() {}

  /** The texts of those that are there and can be read. */
  public static SortedMap<String, String> read(Host host, List<String> paths) {
    String words = paths.stream().map(Shell::quote).collect(Collectors.joining(" "));
    String script =
        "for f in "
            + words
            + "; do [ ! -f \"$f\" ] ||"
            + " printf '%s\\t%s\\n' \"$f\" \"$(base64 -w 0 <\"$f\")\"; done\n";
    SortedMap<String, String> texts = new TreeMap<>();
    if (host.run(Command.script(script, LIMIT)) instanceof Exit.Code(int _, String output, _)) {
      for (String line : output.lines().toList()) {
        int tab = line.indexOf('\t');
        byte[] content = Base64.getDecoder().decode(line.substring(tab + 1));
        texts.put(line.substring(0, tab), new String(content, StandardCharsets.UTF_8));
      }
    }
    return texts;
  }
}
