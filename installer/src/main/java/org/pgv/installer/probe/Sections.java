package org.pgv.installer.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The probe's output, cut at its headings. */
record Sections(Map<String, List<String>> lines) {
  private static final String HEADING = "== ";

  static Sections of(String output) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : output.lines().toList()) {
      if (line.startsWith(HEADING)) {
        current = new ArrayList<>();
        sections.put(line.substring(HEADING.length()), current);
      } else {
        current.add(line);
      }
    }
    if (!sections.containsKey("end")) {
      throw new IllegalArgumentException("the answer has no end");
    }
    return new Sections(sections);
  }

  List<String> of(Section section) {
    return lines.getOrDefault(section.heading(), List.of());
  }

  /** A line of a section; empty where there is none. */
  String line(Section section, int index) {
    List<String> all = of(section);
    return index >= 0 && index < all.size() ? all.get(index).strip() : "";
  }

  /** The lines of a section as fields between tabs; lines with fewer fields are left out. */
  List<List<String>> fields(Section section, int count) {
    return of(section).stream()
        .map(line -> List.of(line.split("\t", -1)))
        .filter(fields -> fields.size() >= count)
        .toList();
  }

  /** The headings of probe.sh. */
  enum Section {
    IDENTITY,
    SYSTEM,
    SECURITY,
    CAPACITY,
    MOUNTS,
    PACKAGES,
    ARCHITECTURE,
    USERS,
    DATA,
    LISTENERS,
    ADDRESSES,
    FIREWALL,
    RECORD,
    DIGESTS,
    PATHS,
    BLOCKS,
    UNITS,
    STAMPS,
    ENROLMENT,
    APPLIED,
    ETCD,
    CATALOGUE,
    CLOCK;

    String heading() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
