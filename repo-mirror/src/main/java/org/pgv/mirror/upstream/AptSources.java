package org.pgv.mirror.upstream;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pgv.manifests.report.Reporter;
import org.pgv.mirror.deb.Stanza;

/**
 * Reads the package sources of this machine's apt in both its formats (sources.list(5)). What
 * cannot be read is left out and said in the log: these are only candidates.
 */
public final class AptSources {
  private static final Pattern ONE_LINE =
      Pattern.compile("deb\\s+(?:\\[[^\\]]*\\]\\s+)?(\\S+)\\s+(\\S+)(?:\\s+.*)?");

  private AptSources() {}

  /** The sources below a folder such as {@code /etc/apt}, in the order apt reads them. */
  public static List<AptSource> read(Path folder, Reporter reporter) {
    List<AptSource> sources = new ArrayList<>();
    for (Path file : files(folder)) {
      try {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        sources.addAll(file.toString().endsWith(".sources") ? paragraphs(text) : lines(text));
      } catch (IOException | IllegalArgumentException e) {
        reporter.log(file + ": left out: " + e.getMessage());
      }
    }
    return sources;
  }

  private static List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    Path main = folder.resolve("sources.list");
    if (Files.isRegularFile(main)) {
      files.add(main);
    }
    Path parts = folder.resolve("sources.list.d");
    if (Files.isDirectory(parts)) {
      try (Stream<Path> entries = Files.list(parts)) {
        entries
            .filter(file -> file.toString().matches(".*\\.(list|sources)"))
            .sorted()
            .forEach(files::add);
      } catch (IOException e) {
        return files;
      }
    }
    return files;
  }

  static List<AptSource> lines(String text) {
    List<AptSource> sources = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher matcher = ONE_LINE.matcher(line.replaceFirst("#.*", "").strip());
      if (matcher.matches()) {
        add(sources, matcher.group(1), List.of(matcher.group(2)));
      }
    }
    return sources;
  }

  static List<AptSource> paragraphs(String text) {
    List<AptSource> sources = new ArrayList<>();
    for (String paragraph : text.split("\n[ \t]*\n", -1)) {
      Stanza stanza = Stanza.parse(paragraph);
      boolean enabled =
          !stanza.field("Enabled").orElse("yes").toLowerCase(Locale.ROOT).equals("no");
      if (enabled && words(stanza, "Types").contains("deb")) {
        for (String address : words(stanza, "URIs")) {
          add(sources, address, words(stanza, "Suites"));
        }
      }
    }
    return sources;
  }

  private static List<String> words(Stanza stanza, String field) {
    return Stream.of(stanza.field(field).orElse("").split("\\s+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** Only what can be fetched from: apt also knows cdrom:, file: and mirror+file: addresses. */
  private static void add(List<AptSource> sources, String address, List<String> suites) {
    boolean web = address.startsWith("http://") || address.startsWith("https://");
    // One with a password would be shown in messages; the same server is asked through ~/.netrc.
    if (web && !address.contains("@")) {
      sources.add(
          new AptSource(URI.create(address.endsWith("/") ? address : address + "/"), suites));
    }
  }
}
