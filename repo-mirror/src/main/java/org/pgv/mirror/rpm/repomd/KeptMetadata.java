package org.pgv.mirror.rpm.repomd;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.manifests.problem.Problem;
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
  private static final Pattern ID = Pattern.compile("<id>([A-Za-z0-9:._-]+)</id>");
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
   * Advisories word for word.
   *
   * @param faults what is wrong with those that were left out
   */
  public record Advisories(String text, List<Problem> faults) {
    public Advisories {
      faults = List.copyOf(faults);
    }
  }

  /**
   * The advisories of an updateinfo.xml that name a package by its file. One that is no XML, as
   * after a slip of those who wrote it, is left out: packages do not depend on it.
   *
   * @param files the names of the package files, without folders
   */
  public static Advisories advisories(String text, Set<String> files, String origin) {
    StringBuilder kept = new StringBuilder();
    List<Problem> faults = new ArrayList<>();
    Matcher update = UPDATE.matcher(text);
    while (update.find()) {
      String one = update.group();
      if (files.stream().anyMatch(file -> one.contains(">" + file + "<"))) {
        Optional<String> fault = fault(one);
        if (fault.isEmpty()) {
          kept.append(one).append('\n');
        } else {
          Matcher id = ID.matcher(one);
          faults.add(
              new Problem(
                  origin + ": advisory " + (id.find() ? id.group(1) : "without an id"),
                  "is left out of the bundle: " + fault.get(),
                  "tell those who run the repository"));
        }
      }
    }
    return new Advisories(kept.toString(), faults);
  }

  private static Optional<String> fault(String update) {
    try {
      byte[] bytes = update.getBytes(StandardCharsets.UTF_8);
      SafeXml xml = new SafeXml(new ByteArrayInputStream(bytes));
      while (xml.next()) {
        if (xml.starts("update") && xml.depth() != 1) {
          return Optional.of("has an advisory inside another");
        }
      }
      return Optional.empty();
    } catch (MalformedXml | IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
