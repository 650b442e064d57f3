package org.pgv.mirror.rpm.repomd;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.rpm.Nevra;
import org.pgv.mirror.xml.MalformedXml;
import org.pgv.mirror.xml.SafeXml;

/**
 * What upstream says of packages besides describing them, for those packages that a repository
 * carries: their modules and advisories, each word for word.
 */
public final class KeptMetadata {
  private static final Pattern MODULE =
      Pattern.compile("(?m)^  (?:name|module): *[\"']?([^\"'\\s]+)");
  private static final Pattern DOCUMENT = Pattern.compile("(?m)^---.*$");
  private static final Pattern END = Pattern.compile("(?m)^\\.\\.\\.$");
  private static final Pattern UPDATE = Pattern.compile("<update[ >].*?</update>", Pattern.DOTALL);

  private KeptMetadata() {}

  /** The documents of a modules.yaml that name a package, and what is said of those modules. */
  public static String modules(String text, Set<Nevra> carried) {
    Set<String> artifacts = new TreeSet<>();
    carried.forEach(nevra -> artifacts.add(artifact(nevra)));
    List<String> all = List.of(DOCUMENT.split(END.matcher(text).replaceAll(""), -1));
    Set<String> names = new TreeSet<>();
    for (String document : all) {
      if (names(document, artifacts)) {
        names.add(module(document));
      }
    }
    StringBuilder kept = new StringBuilder();
    for (String document : all) {
      boolean stream = document.contains("artifacts:");
      if (stream ? names(document, artifacts) : names.contains(module(document))) {
        kept.append("---\n").append(document.strip()).append("\n...\n");
      }
    }
    return kept.toString();
  }

  private static boolean names(String document, Set<String> artifacts) {
    return document.lines().map(KeptMetadata::item).anyMatch(artifacts::contains);
  }

  private static String module(String document) {
    Matcher module = MODULE.matcher(document);
    return module.find() ? module.group(1) : "";
  }

  /** An artifact always has its epoch, {@code 0} included. */
  private static String artifact(Nevra nevra) {
    return nevra.name()
        + "-"
        + nevra.version().epoch()
        + ":"
        + nevra.version().version()
        + "-"
        + nevra.version().release()
        + "."
        + nevra.arch();
  }

  private static String item(String line) {
    String stripped = line.strip();
    return stripped.startsWith("- ") ? stripped.substring(2) : "";
  }

  /**
   * The advisories of an updateinfo.xml that name a package by its file.
   *
   * @param files the names of the package files, without folders
   * @return empty where there is no such advisory
   */
  public static String advisories(String text, Set<String> files, String origin) {
    StringBuilder kept = new StringBuilder();
    Matcher update = UPDATE.matcher(text);
    while (update.find()) {
      if (files.stream().anyMatch(file -> update.group().contains(">" + file + "<"))) {
        kept.append(update.group()).append('\n');
      }
    }
    mustBeXml("<updates>\n" + kept + "</updates>\n", origin);
    return kept.toString();
  }

  private static void mustBeXml(String text, String origin) {
    try {
      SafeXml xml = new SafeXml(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      while (xml.next()) {
        if (xml.starts("update") && xml.depth() != 2) {
          throw xml.malformed("has an advisory inside another");
        }
      }
    } catch (MalformedXml | IOException e) {
      String what = "updateinfo cannot be used: " + e.getMessage();
      throw new Refusal(ExitCode.FAILED, new Problem(origin, what), e);
    }
  }
}
