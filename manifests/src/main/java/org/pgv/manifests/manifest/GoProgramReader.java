package org.pgv.manifests.manifest;

import java.util.Base64;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads what a program in Go is built from. */
final class GoProgramReader {
  private static final Pattern MODULE =
      Pattern.compile("[a-z0-9][a-z0-9.-]*\\.[a-z]+(?:/[A-Za-z0-9._~-]+)*");
  private static final Pattern VERSION =
      Pattern.compile("v[0-9]+\\.[0-9]+\\.[0-9]+[0-9A-Za-z.+-]*");
  private static final Pattern FOLDER =
      Pattern.compile("\\.|(?:\\./)?[A-Za-z0-9_-][A-Za-z0-9._/-]*");
  private static final Pattern RELEASE = Pattern.compile("go[0-9]+\\.[0-9]+(?:\\.[0-9]+)?");

  /** The linker gets all flags in one text, so what would cut it elsewhere is left out. */
  private static final Pattern FLAG = Pattern.compile("-[A-Za-z]+(?: [^\\s'\"]+)?");

  private static final int SHA256_BYTES = 32;

  private GoProgramReader() {}

  static GoProgram read(YamlMapping map) {
    boolean source = map.flag("carrySource", false);
    GoProgram.Result result =
        map.mapping("result", GoProgramReader::result)
            .orElse(new GoProgram.Result(Optional.empty(), Optional.empty()));
    return new GoProgram(module(map), recipe(map), result, source);
  }

  private static GoProgram.GoModule module(YamlMapping map) {
    return new GoProgram.GoModule(
        map.required("module", text -> ManifestReader.matching(MODULE, text), ""),
        map.required("version", text -> ManifestReader.matching(VERSION, text), ""),
        map.required("sum", GoProgramReader::sum, ""));
  }

  private static GoProgram.GoRecipe recipe(YamlMapping map) {
    String folder = map.value("folder", text -> ManifestReader.matching(FOLDER, text)).orElse(".");
    if (folder.contains("..")) {
      map.problem("folder", "must stay below the module", "");
    }
    return new GoProgram.GoRecipe(
        folder,
        map.values("patches", SourcePatch::parse),
        map.values("linkerFlags", text -> ManifestReader.matching(FLAG, text)),
        toolchain(map));
  }

  private static GoProgram.Toolchain toolchain(YamlMapping map) {
    Optional<GoProgram.Toolchain> toolchain = map.mapping("toolchain", GoProgramReader::release);
    if (!map.has("toolchain")) {
      map.problem("toolchain", "is missing", "name the release of Go, and its hash as a module");
    }
    return toolchain.orElse(new GoProgram.Toolchain("", new TreeMap<>()));
  }

  private static GoProgram.Toolchain release(YamlMapping map) {
    return new GoProgram.Toolchain(
        map.required("version", text -> ManifestReader.matching(RELEASE, text), ""),
        map.mapping("sums", GoProgramReader::sums).orElse(new TreeMap<>()));
  }

  private static SortedMap<String, String> sums(YamlMapping map) {
    SortedMap<String, String> sums = new TreeMap<>();
    for (String machine : map.keys()) {
      sums.put(machine, map.required(machine, GoProgramReader::sum, ""));
    }
    return sums;
  }

  private static GoProgram.Result result(YamlMapping map) {
    return new GoProgram.Result(
        map.mapping("program", ArtifactReader::known),
        map.mapping("source", ArtifactReader::known));
  }

  private static String sum(String text) {
    try {
      if (text.startsWith("h1:")
          && Base64.getDecoder().decode(text.substring(3)).length == SHA256_BYTES) {
        return text;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "not a hash of the Go checksum database: '" + text + "' (expected h1:…=)");
  }
}
