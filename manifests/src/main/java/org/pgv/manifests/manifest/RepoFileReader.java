package org.pgv.manifests.manifest;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.pgv.manifests.problem.Spelling;
import org.pgv.manifests.yaml.YamlMapping;

/**
 * Reads repositories of a manifest that are described in a {@code .repo} file. Trust is not taken
 * from there: {@code gpgcheck=0} changes nothing, and the keys are those that the manifest pins.
 */
final class RepoFileReader {
  /** The section with options of dnf, which may stand in such a file, too. */
  private static final String DNF_ITSELF = "main";

  private final Variables variables;
  private final Beside beside;

  /** What the manifest adds to each repository of a file. */
  record Added(
      List<PinnedKey> keys, Optional<String> unsigned, SortedMap<String, String> unsignedPackages) {
    Added {
      keys = List.copyOf(keys);
    }
  }

  RepoFileReader(Variables variables, Beside beside) {
    this.variables = variables;
    this.beside = beside;
  }

  /** The sections that the manifest names, or those that are enabled where it names none. */
  List<RepoSection> sections(YamlMapping map, String file) {
    List<String> ids = map.texts("ids");
    Optional<String> text = beside.text(file);
    if (text.isEmpty()) {
      map.problem("file", file + " is missing", "put it beside the manifest");
      return List.of();
    }
    List<RepoSection> all =
        RepoFile.read(file, text.get(), map::report).stream()
            .filter(one -> !one.id().equals(DNF_ITSELF))
            .toList();
    List<RepoSection> chosen =
        all.stream()
            .filter(one -> one.flag("enabled", true) ? takes(ids, one) : ids.contains(id(one)))
            .toList();
    List<String> known = all.stream().map(this::id).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        map.problem("ids", file + " has no [" + id + "]", Spelling.hint(id, known));
      }
    }
    if (chosen.isEmpty() && ids.isEmpty()) {
      map.problem("file", "no repository is enabled in " + file, "name some under 'ids'");
    }
    return chosen;
  }

  private boolean takes(List<String> ids, RepoSection enabled) {
    return ids.isEmpty() || ids.contains(id(enabled));
  }

  /** The key files that sections name, by the last part of their address. */
  static List<String> keyFiles(List<RepoSection> sections) {
    return sections.stream()
        .flatMap(
            one -> one.values("gpgkey", key -> key.substring(key.lastIndexOf('/') + 1)).stream())
        .distinct()
        .toList();
  }

  PackageRepository repository(RepoSection section, Added added) {
    String name = id(section);
    if (!RepositoryReader.RPM_NAME.matcher(name).matches()) {
      section.problem("not a name: '" + name + "'", "");
    }
    if (!section.hasOneOf("metalink", "mirrorlist", "baseurl")) {
      section.problem("has no address", "give it a baseurl, metalink or mirrorlist");
    }
    List<URI> mirrors =
        section.values("baseurl", text -> ManifestReader.mirror(variables.expanded(text)));
    Repodata content =
        new Repodata(
            section.value("metalink", this::list),
            section.value("mirrorlist", this::list),
            preference(section),
            unsigned(section, added),
            new TlsFiles(
                section.value("sslcacert", TlsFiles::file),
                section.value("sslclientcert", TlsFiles::file),
                section.value("sslclientkey", TlsFiles::file)));
    section.finish();
    return new PackageRepository(name, content, mirrors, added.keys());
  }

  private static Repodata.Preference preference(RepoSection section) {
    return new Repodata.Preference(
        section.number("priority", Repodata.Preference.USUAL_PRIORITY, 1, 1000),
        section.number("cost", Repodata.Preference.USUAL_COST, 1, 1_000_000),
        Stream.of("excludepkgs", "exclude").flatMap(key -> patterns(section, key)).toList(),
        patterns(section, "includepkgs").toList(),
        section.flag("module_hotfixes", false));
  }

  /** What the file says of trust can only ask for more than the manifest does. */
  private static Repodata.Unsigned unsigned(RepoSection section, Added added) {
    section.flag("gpgcheck", true); // read to be judged, not to be followed
    boolean signedIndex = section.flag("repo_gpgcheck", false);
    if (!signedIndex && added.unsigned().isEmpty()) {
      section.problem(
          "its index need not be signed: repo_gpgcheck is not set",
          "set repo_gpgcheck=1, or say why under 'unsignedMetadata' of the manifest");
    }
    return new Repodata.Unsigned(
        signedIndex ? Optional.empty() : added.unsigned(), added.unsignedPackages());
  }

  private URI list(String text) {
    return ManifestReader.address(variables.expanded(text));
  }

  private static Stream<String> patterns(RepoSection section, String key) {
    return section.values(key, pattern -> pattern).stream();
  }

  /** dnf puts variables into names, too. */
  private String id(RepoSection section) {
    try {
      return variables.expanded(section.id());
    } catch (IllegalArgumentException e) {
      return section.id();
    }
  }
}
