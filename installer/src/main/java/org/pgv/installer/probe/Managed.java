package org.pgv.installer.probe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.installer.enrolment.Enrolment;
import org.pgv.manifests.value.Sha256;

/**
 * What the host's own record says is ours, and how it is now.
 *
 * @param paths files, directories and set-aside files that were ever touched, by path
 * @param blocks our blocks in files of others
 * @param units state of every unit that was ever managed, in the order they were first managed
 * @param stamps what runs: {@code unit:NAME}, {@code script:ID} or {@code tree:PATH} to the digest
 *     it was last brought up with; {@code trace:PATH} to that of a file that a script left behind
 * @param enrolment the site that the host belongs to; empty where it belongs to none
 */
public record Managed(
    SortedMap<String, ManagedPath> paths,
    List<Block> blocks,
    SequencedMap<String, UnitState> units,
    SortedMap<String, Sha256> stamps,
    Optional<Enrolment> enrolment) {

  /** Why a path is in the record. */
  public enum Kind {
    FILE,
    DIRECTORY,
    /** A directory that was there before us. */
    FOUND,
    /** A directory whose content outlives the installation. */
    DATA,
    /** A file that was moved out of the way. */
    ASIDE,
    /** A folder that was copied as a whole. */
    TREE,
    /** What a script has left behind. */
    TRACE
  }

  /** What is at a recorded path now. */
  public record ManagedPath(Kind kind, PathState state) {}

  /** How a path is. */
  public sealed interface PathState {
    record Missing() implements PathState {}

    record RegularFile(Sha256 digest, Owner owner) implements PathState {}

    record Folder(Owner owner) implements PathState {}

    /** A link, a device or anything else that is not ours to have there. */
    record Other(String what) implements PathState {}
  }

  /**
   * Who owns a path.
   *
   * @param mode four octal digits
   */
  public record Owner(String user, String group, String mode) {}

  /**
   * One of our blocks.
   *
   * @param digest of its lines without the two marks; empty where the block is gone
   */
  public record Block(String path, String name, Optional<Sha256> digest) {}

  /**
   * How systemd sees a unit.
   *
   * @param active in its own word: running is {@code active}, ended badly is {@code failed}
   * @param enabled such as {@code enabled}, {@code disabled}, {@code masked}; empty where not found
   */
  public record UnitState(String active, String enabled) {
    public boolean isActive() {
      return active.equals("active") || active.equals("reloading");
    }

    public boolean isEnabled() {
      return enabled.equals("enabled");
    }

    public boolean isMasked() {
      return enabled.equals("masked");
    }
  }

  public Managed {
    paths = Collections.unmodifiableSortedMap(new TreeMap<>(paths));
    blocks = List.copyOf(blocks);
    units = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(units));
    stamps = Collections.unmodifiableSortedMap(new TreeMap<>(stamps));
  }

  /** What is known of a host that was never touched. */
  public static Managed nothing() {
    return new Managed(
        new TreeMap<>(), List.of(), new TreeMap<>(), new TreeMap<>(), Optional.empty());
  }

  public Optional<Block> block(String path, String name) {
    return blocks.stream().filter(b -> b.path().equals(path) && b.name().equals(name)).findFirst();
  }
}
