package org.pgv.mirror.rpm.file;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.mirror.rpm.Nevra;
import org.pgv.mirror.rpm.RpmDependency;
import org.pgv.mirror.rpm.RpmField;
import org.pgv.mirror.rpm.RpmSense;
import org.pgv.mirror.rpm.RpmVersion;

/** Reads a main header's tags into a description. */
final class DescriptionReader {
  /** RPMSENSE_PREREQ, _SCRIPT_PRE and _SCRIPT_POST: needed before or while scripts run. */
  private static final int PRE = 1 << 6 | 1 << 9 | 1 << 10;

  private final Header header;

  private DescriptionReader(Header header) {
    this.header = header;
  }

  /** The three tags of one dependency list. */
  private record Tags(Tag name, Tag flags, Tag version) {}

  static PackageDescription read(RpmFile file) throws Malformed {
    DescriptionReader reader = new DescriptionReader(file.header());
    boolean source = !file.header().has(Tag.SOURCE_RPM);
    return new PackageDescription(
        reader.nevra(source), source, reader.texts(), reader.sizes(file), reader.lists());
  }

  private Nevra nevra(boolean source) throws Malformed {
    String epoch = header.number(Tag.EPOCH).map(String::valueOf).orElse("");
    try {
      return Nevra.of(
          header.text(Tag.NAME),
          epoch,
          header.text(Tag.VERSION),
          header.text(Tag.RELEASE),
          source ? "src" : header.text(Tag.ARCH));
    } catch (IllegalArgumentException e) {
      throw new Malformed("its header has no usable name and version: " + e.getMessage());
    }
  }

  private PackageTexts texts() throws Malformed {
    return new PackageTexts(
        header.text(Tag.SUMMARY),
        header.text(Tag.DESCRIPTION),
        header.text(Tag.URL),
        header.text(Tag.LICENSE),
        new PackageBuild(
            header.text(Tag.VENDOR),
            header.text(Tag.GROUP),
            header.text(Tag.PACKAGER),
            header.text(Tag.BUILD_HOST),
            header.number(Tag.BUILD_TIME).orElse(0L),
            header.text(Tag.SOURCE_RPM)));
  }

  private PackageSizes sizes(RpmFile file) throws Malformed {
    return new PackageSizes(
        file.size(),
        first(header.number(Tag.LONG_SIZE), header.number(Tag.SIZE)),
        PayloadSize.of(file).orElse(0L),
        file.headerStart(),
        file.headerEnd());
  }

  private static long first(Optional<Long> preferred, Optional<Long> other) {
    return preferred.or(() -> other).orElse(0L);
  }

  private PackageLists lists() throws Malformed {
    Map<RpmField, List<RpmDependency>> relations = new EnumMap<>(RpmField.class);
    for (RpmField field : RpmField.values()) {
      relations.put(field, relations(tags(field)));
    }
    return new PackageLists(relations, FileListReader.read(header), changelog());
  }

  private static Tags tags(RpmField field) {
    return switch (field) {
      case PROVIDES -> new Tags(Tag.PROVIDE_NAME, Tag.PROVIDE_FLAGS, Tag.PROVIDE_VERSION);
      case REQUIRES -> new Tags(Tag.REQUIRE_NAME, Tag.REQUIRE_FLAGS, Tag.REQUIRE_VERSION);
      case CONFLICTS -> new Tags(Tag.CONFLICT_NAME, Tag.CONFLICT_FLAGS, Tag.CONFLICT_VERSION);
      case OBSOLETES -> new Tags(Tag.OBSOLETE_NAME, Tag.OBSOLETE_FLAGS, Tag.OBSOLETE_VERSION);
      case RECOMMENDS -> new Tags(Tag.RECOMMEND_NAME, Tag.RECOMMEND_FLAGS, Tag.RECOMMEND_VERSION);
      case SUGGESTS -> new Tags(Tag.SUGGEST_NAME, Tag.SUGGEST_FLAGS, Tag.SUGGEST_VERSION);
      case SUPPLEMENTS ->
          new Tags(Tag.SUPPLEMENT_NAME, Tag.SUPPLEMENT_FLAGS, Tag.SUPPLEMENT_VERSION);
      case ENHANCES -> new Tags(Tag.ENHANCE_NAME, Tag.ENHANCE_FLAGS, Tag.ENHANCE_VERSION);
    };
  }

  private List<RpmDependency> relations(Tags tags) throws Malformed {
    List<String> names = header.texts(tags.name());
    long[] flags = header.numbers(tags.flags());
    List<String> versions = header.texts(tags.version());
    boolean bare = flags.length == 0 && versions.isEmpty();
    if (!bare && (flags.length != names.size() || versions.size() != names.size())) {
      throw new Malformed("its header has dependencies, versions and flags of different number");
    }
    List<RpmDependency> relations = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      // Format 3 has provides without flags and versions.
      relations.add(
          bare
              ? RpmDependency.any(names.get(i))
              : relation(names.get(i), (int) flags[i], versions.get(i)));
    }
    return relations;
  }

  private static RpmDependency relation(String name, int flags, String version) throws Malformed {
    boolean pre = (flags & PRE) != 0;
    try {
      RpmSense sense = version.isEmpty() ? RpmSense.ANY : RpmSense.ofBits(flags);
      return new RpmDependency(name, sense, sense == RpmSense.ANY ? "" : evr(version), pre);
    } catch (IllegalArgumentException e) {
      throw new Malformed("its header has the dependency '" + name + "', and " + e.getMessage());
    }
  }

  private static String evr(String text) {
    RpmVersion version = new RpmVersion(text);
    return RpmVersion.of(version.epoch(), version.version(), version.release()).text();
  }

  private List<ChangelogEntry> changelog() throws Malformed {
    long[] times = header.numbers(Tag.CHANGELOG_TIME);
    List<String> authors = header.texts(Tag.CHANGELOG_NAME);
    List<String> texts = header.texts(Tag.CHANGELOG_TEXT);
    if (authors.size() != times.length || texts.size() != times.length) {
      throw new Malformed("its header has changes, authors and times of different number");
    }
    List<ChangelogEntry> entries = new ArrayList<>(times.length);
    for (int i = 0; i < times.length; i++) {
      entries.add(new ChangelogEntry(times[i], authors.get(i), texts.get(i)));
    }
    return entries;
  }
}
