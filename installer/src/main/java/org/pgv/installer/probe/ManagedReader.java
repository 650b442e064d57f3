package org.pgv.installer.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.installer.enrolment.Enrolment;
import org.pgv.installer.probe.Managed.Block;
import org.pgv.installer.probe.Managed.Kind;
import org.pgv.installer.probe.Managed.ManagedPath;
import org.pgv.installer.probe.Managed.Owner;
import org.pgv.installer.probe.Managed.PathState;
import org.pgv.installer.probe.Managed.UnitState;
import org.pgv.installer.probe.Sections.Section;
import org.pgv.manifests.value.Sha256;

/** Reads what is ours on a host and how it is now. */
final class ManagedReader {
  private static final int DIGEST_LENGTH = 64;

  private final Sections sections;

  ManagedReader(Sections sections) {
    this.sections = sections;
  }

  Managed read() {
    TreeMap<String, Sha256> stamps = new TreeMap<>();
    for (List<String> fields : sections.fields(Section.STAMPS, 2)) {
      // A stamp that a full disk cut short counts as none.
      if (fields.get(1).length() == DIGEST_LENGTH) {
        stamps.put(fields.get(0).replace('%', '/'), new Sha256(fields.get(1)));
      }
    }
    return new Managed(
        paths(), blocks(), units(), stamps, Enrolment.parse(sections.of(Section.ENROLMENT)));
  }

  private SortedMap<String, ManagedPath> paths() {
    Map<String, Sha256> digests = new HashMap<>();
    for (String line : sections.of(Section.DIGESTS)) {
      if (line.length() > DIGEST_LENGTH + 2) {
        digests.put(
            line.substring(DIGEST_LENGTH + 2), new Sha256(line.substring(0, DIGEST_LENGTH)));
      }
    }
    Map<String, PathState> states = new HashMap<>();
    for (List<String> f : sections.fields(Section.PATHS, 5)) {
      states.put(f.get(4), state(f, digests));
    }
    TreeMap<String, ManagedPath> paths = new TreeMap<>();
    for (List<String> fields : sections.fields(Section.RECORD, 2)) {
      kind(fields.get(0))
          .ifPresent(
              kind ->
                  paths.put(
                      fields.get(1),
                      new ManagedPath(
                          kind, states.getOrDefault(fields.get(1), new PathState.Missing()))));
    }
    return paths;
  }

  private static PathState state(List<String> f, Map<String, Sha256> digests) {
    Owner owner = new Owner(f.get(1), f.get(2), String.format("%4s", f.get(3)).replace(' ', '0'));
    Sha256 digest = digests.get(f.get(4));
    return switch (f.get(0)) {
      case "directory" -> new PathState.Folder(owner);
      case "regular file", "regular empty file" ->
          digest == null
              ? new PathState.Other("unreadable file")
              : new PathState.RegularFile(digest, owner);
      default -> new PathState.Other(f.get(0));
    };
  }

  private static Optional<Kind> kind(String word) {
    return switch (word) {
      case "unit", "block" -> Optional.empty();
      default -> Optional.of(Kind.valueOf(word.toUpperCase(Locale.ROOT)));
    };
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (List<String> f : sections.fields(Section.BLOCKS, 3)) {
      Optional<Sha256> digest =
          f.get(2).isEmpty() ? Optional.empty() : Optional.of(new Sha256(f.get(2)));
      blocks.add(new Block(f.get(0), f.get(1), digest));
    }
    return blocks;
  }

  /** Every recorded unit, in the order it was first managed. */
  private SequencedMap<String, UnitState> units() {
    Map<String, UnitState> shown = shownUnits();
    SequencedMap<String, UnitState> units = new LinkedHashMap<>();
    for (List<String> fields : sections.fields(Section.RECORD, 2)) {
      if (fields.get(0).equals("unit")) {
        String name = fields.get(1);
        units.put(name, shown.getOrDefault(name, new UnitState("inactive", "")));
      }
    }
    return units;
  }

  private Map<String, UnitState> shownUnits() {
    Map<String, UnitState> shown = new HashMap<>();
    Map<String, String> properties = new HashMap<>();
    List<String> lines = new ArrayList<>(sections.of(Section.UNITS));
    lines.add("");
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        properties.put(line.substring(0, equals), line.substring(equals + 1));
        continue;
      }
      UnitState state =
          new UnitState(
              properties.getOrDefault("ActiveState", "inactive"),
              properties.getOrDefault("UnitFileState", ""));
      String names = properties.getOrDefault("Id", "") + " " + properties.getOrDefault("Names", "");
      for (String name : names.strip().split(" +", -1)) {
        shown.put(name, state);
      }
      properties.clear();
    }
    return shown;
  }
}
