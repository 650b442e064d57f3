package org.pgv.manifests.manifest;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.manifests.value.Target;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads the repositories of a manifest, each in the terms of the target's packaging family. */
final class RepositoryReader {
  private static final Fingerprint NO_KEY = Fingerprint.parse("0".repeat(40));
  private static final Pattern DEB_NAME = Pattern.compile("[a-z][a-z0-9-]*");

  /** What dnf allows in a name, without the colon: it becomes the name of a folder. */
  static final Pattern RPM_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private static final Pattern ARCHIVE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /** A suite may be below another ({@code bookworm/updates}), a component, too. */
  private static final Pattern SUITE =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~+-]*(?:/[A-Za-z0-9][A-Za-z0-9._~+-]*)*");

  private static final Pattern FLAT = Pattern.compile("(?:\\./|/)?(?:" + SUITE + "/)?");
  private static final Pattern KEY_FILE = Pattern.compile("[A-Za-z0-9._-]+");
  private static final int HIGHEST_PRIORITY = 1000;
  private static final int HIGHEST_COST = 1_000_000;

  private final Target target;
  private final Variables variables;
  private final RepoFileReader files;

  RepositoryReader(Target target, Variables variables, Beside beside) {
    this.target = target;
    this.variables = variables;
    this.files = new RepoFileReader(variables, beside);
  }

  List<PackageRepository> read(YamlMapping top) {
    List<PackageRepository> repositories =
        top.mappings("repositories", this::repositories).stream().flatMap(List::stream).toList();
    if (repositories.isEmpty()) {
      top.problem("repositories", "there must be at least one", "");
    }
    Set<String> names = new HashSet<>();
    for (PackageRepository repository : repositories) {
      if (!names.add(repository.name())) {
        top.problem("repositories", "two are called '" + repository.name() + "'", "");
      }
    }
    return repositories;
  }

  private List<PackageRepository> repositories(YamlMapping map) {
    return target.family() == Target.Family.RPM && map.has("file")
        ? described(map)
        : List.of(repository(map));
  }

  /** The repositories of a {@code .repo} file. */
  private List<PackageRepository> described(YamlMapping map) {
    String file = map.required("file", text -> ManifestReader.matching(KEY_FILE, text), "");
    List<RepoSection> sections = files.sections(map, file);
    List<String> keyFiles = RepoFileReader.keyFiles(sections);
    String only = keyFiles.size() == 1 ? keyFiles.getFirst() : "";
    RepoFileReader.Added added =
        new RepoFileReader.Added(
            keys(map, only), map.optionalText("unsignedMetadata"), unsignedPackages(map));
    return sections.stream().map(section -> files.repository(section, added)).toList();
  }

  private PackageRepository repository(YamlMapping map) {
    Pattern form = target.family() == Target.Family.RPM ? RPM_NAME : DEB_NAME;
    String name = map.required("name", text -> ManifestReader.matching(form, text), "");
    String expected = target.family().name().toLowerCase(Locale.ROOT);
    String type = map.text("type", expected);
    if (!type.equals(expected)) {
      map.problem("type", "must be " + expected + " for " + target + ", is '" + type + "'", "");
    }
    RepositoryContent content =
        switch (target.family()) {
          case DEB -> suites(map);
          case RPM -> repodata(map);
        };
    return new PackageRepository(name, content, mirrors(map), keys(map, ""));
  }

  /** The keys of a repository; {@code usual} is the file of one that does not name any. */
  private static List<PinnedKey> keys(YamlMapping map, String usual) {
    List<PinnedKey> keys = map.mappings("keys", key -> key(key, usual));
    if (keys.isEmpty()) {
      map.problem(
          "keys",
          "there must be at least one key",
          "a repository is only used with a signature by a key that is pinned here");
    }
    return keys;
  }

  private static AptSuites suites(YamlMapping map) {
    int none = 0;
    List<String> suites = names(map, "suites");
    boolean flat = suites.stream().anyMatch(AptSuites::isFlat);
    if (flat && !suites.stream().allMatch(AptSuites::isFlat)) {
      map.problem(
          "suites",
          "has flat ones, which end with '/', beside others",
          "give each kind a repository of its own");
    }
    if (flat && map.has("components")) {
      map.problem("components", "a flat repository has none", "leave 'components' out");
    }
    return new AptSuites(
        suites,
        flat ? List.of() : names(map, "components"),
        map.value("archive", text -> ManifestReader.matching(ARCHIVE, text)),
        Optional.of(map.number("priority", none, 1, HIGHEST_PRIORITY)).filter(p -> p != none),
        map.value("notAfter", RepositoryReader::day));
  }

  /** The end of a day in UTC. */
  private static Instant day(String text) {
    try {
      return LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a day such as 2027-06-30: '" + text + "'", e);
    }
  }

  private Repodata repodata(YamlMapping map) {
    Repodata.Preference preference =
        new Repodata.Preference(
            map.number("priority", Repodata.Preference.USUAL_PRIORITY, 1, HIGHEST_PRIORITY),
            map.number("cost", Repodata.Preference.USUAL_COST, 1, HIGHEST_COST),
            map.texts("exclude"),
            map.texts("include"),
            map.flag("moduleHotfixes", false));
    Repodata.Unsigned unsigned =
        new Repodata.Unsigned(map.optionalText("unsignedMetadata"), unsignedPackages(map));
    return new Repodata(
        map.value("metalink", text -> ManifestReader.address(variables.expanded(text))),
        map.value("mirrorlist", text -> ManifestReader.address(variables.expanded(text))),
        preference,
        unsigned,
        map.mapping("tls", RepositoryReader::tls).orElse(TlsFiles.NONE));
  }

  private static TlsFiles tls(YamlMapping map) {
    TlsFiles files =
        new TlsFiles(
            map.value("authorities", TlsFiles::file),
            map.value("certificate", TlsFiles::file),
            map.value("key", TlsFiles::file));
    if (files.key().isPresent() && files.certificate().isEmpty()) {
      map.problem("key", "is of no use without a certificate", "name the 'certificate', too");
    }
    return files;
  }

  private static SortedMap<String, String> unsignedPackages(YamlMapping map) {
    return map.mapping("unsignedPackages", RepositoryReader::reasons).orElse(new TreeMap<>());
  }

  private static SortedMap<String, String> reasons(YamlMapping map) {
    SortedMap<String, String> reasons = new TreeMap<>();
    for (String name : map.keys()) {
      reasons.put(name, map.text(name));
    }
    return reasons;
  }

  static PinnedKey key(YamlMapping map) {
    return key(map, "");
  }

  private static PinnedKey key(YamlMapping map, String usual) {
    Function<String, String> file = text -> ManifestReader.matching(KEY_FILE, text);
    return new PinnedKey(
        usual.isEmpty() ? map.required("file", file, "") : map.value("file", file).orElse(usual),
        map.required("fingerprint", Fingerprint::parse, NO_KEY));
  }

  private List<URI> mirrors(YamlMapping map) {
    List<URI> mirrors = new ArrayList<>();
    for (String text : map.texts("mirrors")) {
      try {
        mirrors.add(ManifestReader.mirror(variables.expanded(text)));
      } catch (IllegalArgumentException e) {
        map.problem("mirrors", String.valueOf(e.getMessage()), "");
      }
    }
    return mirrors;
  }

  private static List<String> names(YamlMapping map, String key) {
    List<String> texts = map.texts(key);
    if (texts.isEmpty()) {
      map.problem(key, "there must be at least one", "");
    }
    for (String text : texts) {
      if (!isName(key, text)) {
        map.problem(
            key,
            "not a name: '" + text + "'",
            text.equals(".") ? "a flat repository is written './', as in sources.list" : "");
      }
    }
    return texts;
  }

  private static boolean isName(String key, String text) {
    return SUITE.matcher(text).matches()
        || (key.equals("suites") && AptSuites.isFlat(text) && FLAT.matcher(text).matches());
  }
}
