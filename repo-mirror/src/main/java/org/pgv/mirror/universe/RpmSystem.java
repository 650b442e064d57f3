package org.pgv.mirror.universe;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.pgv.mirror.rpm.RpmPackage;

/**
 * The system that packages are chosen for.
 *
 * @param architectures that it runs, the best first, such as {@code x86_64, i686, i386}
 * @param excluded what is not to be seen at all, such as packages of module streams that are not
 *     enabled
 * @param assumed names that something outside provides
 */
public record RpmSystem(
    List<String> architectures, Predicate<RpmPackage> excluded, Set<String> assumed) {
  private static final String ANY = "noarch";

  /** As dnf has them (rpm's arch_compat). */
  private static final Map<String, List<String>> COMPATIBLE =
      Map.of("x86_64", List.of("x86_64", "i686", "i586", "i486", "i386"));

  public RpmSystem {
    architectures = List.copyOf(architectures);
    assumed = Set.copyOf(assumed);
  }

  /**
   * A system that sees everything.
   *
   * @param architecture RPM's name of it, such as {@code x86_64} or {@code aarch64}
   */
  public static RpmSystem of(String architecture) {
    return new RpmSystem(
        COMPATIBLE.getOrDefault(architecture, List.of(architecture)), _ -> false, Set.of());
  }

  public RpmSystem excluding(Predicate<RpmPackage> more) {
    return new RpmSystem(architectures, excluded.or(more), assumed);
  }

  public RpmSystem assuming(Set<String> more) {
    Set<String> names = new HashSet<>(assumed);
    names.addAll(more);
    return new RpmSystem(architectures, excluded, names);
  }

  boolean runs(String architecture) {
    return architecture.equals(ANY) || architectures.contains(architecture);
  }

  boolean admits(RpmPackage metadata) {
    return runs(metadata.arch()) && !excluded.test(metadata);
  }

  boolean assumes(String name) {
    return assumed.contains(name);
  }

  /** 0 for what runs anywhere, 1 for the best architecture, and so on. */
  int rank(String architecture) {
    return architectures.indexOf(architecture) + 1;
  }

  /** Files of 64 and 32 bits go beside each other: rpm tells them apart by their colour. */
  boolean coinstallable(String one, String other) {
    return !one.equals(ANY) && !other.equals(ANY) && wide(one) != wide(other);
  }

  private static boolean wide(String architecture) {
    return architecture.endsWith("64") || architecture.equals("s390x");
  }
}
