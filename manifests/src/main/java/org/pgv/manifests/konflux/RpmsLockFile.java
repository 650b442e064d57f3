package org.pgv.manifests.konflux;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.manifests.konflux.RpmsLock.Architecture;
import org.pgv.manifests.konflux.RpmsLock.Build;
import org.pgv.manifests.konflux.RpmsLock.Listed;
import org.pgv.manifests.konflux.RpmsLock.Remote;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.yaml.YamlFile;
import org.pgv.manifests.yaml.YamlMapping;
import org.pgv.manifests.yaml.YamlText;

/** {@code rpms.lock.yaml}, version 1 of vendor redhat, as rpm-lockfile-prototype writes it. */
public final class RpmsLockFile {
  private static final String VERSION = "1";
  private static final String VENDOR = "redhat";
  private static final Pattern CHECKSUM = Pattern.compile("sha256:([0-9a-f]{64})");
  private static final Sha256 NO_CHECKSUM = new Sha256("0".repeat(64));

  private RpmsLockFile() {}

  /** The text of a lock, in the order its makers write it. */
  public static String text(RpmsLock lock) {
    SequencedMap<String, Object> top = new LinkedHashMap<>();
    top.put("lockfileVersion", Integer.valueOf(VERSION));
    top.put("lockfileVendor", VENDOR);
    top.put("arches", lock.architectures().stream().map(RpmsLockFile::written).toList());
    return YamlText.of(top);
  }

  /** Reads a lock; one with any mistake is refused with all of them, each with its line. */
  public static Loaded<RpmsLock> read(Path file) {
    return YamlFile.read(file, top -> lock(file.toString(), top));
  }

  private static Map<String, Object> written(Architecture one) {
    SequencedMap<String, Object> written = new LinkedHashMap<>();
    written.put("arch", one.name());
    written.put("packages", one.packages().stream().map(RpmsLockFile::written).toList());
    written.put("source", List.of());
    written.put("module_metadata", one.modules().stream().map(RpmsLockFile::written).toList());
    return written;
  }

  private static Map<String, Object> written(Listed one) {
    SequencedMap<String, Object> written = written(one.file());
    one.build().name().ifPresent(name -> written.put("name", name));
    one.build().evr().ifPresent(evr -> written.put("evr", evr));
    one.build().source().ifPresent(source -> written.put("sourcerpm", source));
    return written;
  }

  private static SequencedMap<String, Object> written(Remote file) {
    SequencedMap<String, Object> written = new LinkedHashMap<>();
    written.put("url", file.url());
    file.repository().ifPresent(repository -> written.put("repoid", repository));
    file.size().ifPresent(size -> written.put("size", size));
    written.put("checksum", "sha256:" + file.sha256());
    return written;
  }

  private static RpmsLock lock(String place, YamlMapping top) {
    mustBe(top, "lockfileVersion", VERSION);
    mustBe(top, "lockfileVendor", VENDOR);
    List<Architecture> architectures = top.mappings("arches", RpmsLockFile::architecture);
    List<String> names = new ArrayList<>();
    for (Architecture one : architectures) {
      if (names.contains(one.name())) {
        top.problem("arches", "'" + one.name() + "' is listed twice", "");
      }
      names.add(one.name());
    }
    if (architectures.isEmpty()) {
      top.problem("arches", "there must be at least one", "");
    }
    top.leaveOthers();
    return new RpmsLock(place, architectures);
  }

  private static void mustBe(YamlMapping top, String key, String value) {
    String text = top.text(key);
    if (top.has(key) && !text.equals(value)) {
      top.problem(key, "must be " + value + ", is '" + text + "'", "");
    }
  }

  private static Architecture architecture(YamlMapping map) {
    Architecture read =
        new Architecture(
            map.text("arch"),
            map.mappings("packages", RpmsLockFile::listed),
            map.mappings("module_metadata", RpmsLockFile::remote));
    map.leaveOthers();
    return read;
  }

  private static Listed listed(YamlMapping map) {
    Build build =
        new Build(map.optionalText("name"), map.optionalText("evr"), map.optionalText("sourcerpm"));
    return new Listed(map.where(), remote(map), build);
  }

  private static Remote remote(YamlMapping map) {
    Remote file =
        new Remote(
            map.text("url"),
            map.optionalText("repoid"),
            map.value("size", RpmsLockFile::size),
            map.required("checksum", RpmsLockFile::checksum, NO_CHECKSUM));
    map.leaveOthers();
    return file;
  }

  private static Long size(String text) {
    long size = Long.parseLong(text);
    if (size < 0) {
      throw new IllegalArgumentException("must not be negative");
    }
    return size;
  }

  private static Sha256 checksum(String text) {
    Matcher matcher = CHECKSUM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "must be sha256: and 64 hex digits in lower case, is '" + text + "'");
    }
    return new Sha256(matcher.group(1));
  }
}
