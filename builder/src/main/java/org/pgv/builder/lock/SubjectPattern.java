package org.pgv.builder.lock;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.manifests.value.Glob;
import org.pgv.mirror.rpm.RpmPackage;

/**
 * What dnf takes a pattern for, such as {@code pg-*}: it is read in one form after the other, and
 * the first in which it matches any package of any repository counts, and no other (libdnf:
 * HY_FORMS_MOST_SPEC, then the whole of a package's name).
 */
final class SubjectPattern {
  private static final String NAME = "(?<name>[^:(/=<> ]+)";
  private static final String EPOCH = "(?:(?<epoch>[0-9]+):)?";
  private static final String PART = "[^-:(/=<> ]+)";
  private static final String ARCH = "\\.(?<arch>[^-:.(/=<> ]+)";
  private static final String VERSION = "-" + EPOCH + "(?<version>" + PART;
  private static final String RELEASE = "-(?<release>" + PART;

  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile(NAME + VERSION + RELEASE + ARCH),
          Pattern.compile(NAME + ARCH),
          Pattern.compile(NAME),
          Pattern.compile(NAME + VERSION + RELEASE),
          Pattern.compile(NAME + VERSION));

  private SubjectPattern() {}

  /** Which packages are meant; none where the pattern matches nothing in any form. */
  static Optional<Predicate<RpmPackage>> of(String pattern, Collection<RpmPackage> all) {
    for (Pattern form : FORMS) {
      Matcher read = form.matcher(pattern);
      if (read.matches()) {
        Predicate<RpmPackage> meant = meant(read);
        if (all.stream().anyMatch(meant)) {
          return Optional.of(meant);
        }
      }
    }
    Glob.Matcher whole = new Glob(pattern).matcher();
    Predicate<RpmPackage> meant = metadata -> whole.matches(metadata.nevra().toString());
    return Optional.of(meant).filter(one -> all.stream().anyMatch(one));
  }

  private static Predicate<RpmPackage> meant(Matcher read) {
    Predicate<RpmPackage> meant = part(read, "name").map(SubjectPattern::named).orElseThrow();
    Optional<String> epoch = part(read, "epoch");
    if (epoch.isPresent()) {
      meant =
          meant.and(metadata -> epochOf(metadata).equals(epoch.get().replaceFirst("^0+(?=.)", "")));
    }
    Optional<Glob.Matcher> version = part(read, "version").map(text -> new Glob(text).matcher());
    if (version.isPresent()) {
      meant = meant.and(metadata -> version.get().matches(versionOf(metadata)));
    }
    Optional<Glob.Matcher> release = part(read, "release").map(text -> new Glob(text).matcher());
    if (release.isPresent()) {
      meant = meant.and(metadata -> release.get().matches(releaseOf(metadata)));
    }
    Optional<Glob.Matcher> arch = part(read, "arch").map(text -> new Glob(text).matcher());
    return arch.isPresent() ? meant.and(metadata -> arch.get().matches(metadata.arch())) : meant;
  }

  private static Predicate<RpmPackage> named(String pattern) {
    Glob.Matcher name = new Glob(pattern).matcher();
    return metadata -> name.matches(metadata.name());
  }

  /** A part of what was read; empty where the form has none. */
  private static Optional<String> part(Matcher read, String name) {
    return read.namedGroups().containsKey(name)
        ? Optional.ofNullable(read.group(name))
        : Optional.empty();
  }

  private static String epochOf(RpmPackage metadata) {
    int colon = metadata.evr().indexOf(':');
    return colon < 0 ? "0" : metadata.evr().substring(0, colon);
  }

  private static String versionOf(RpmPackage metadata) {
    String evr = metadata.evr();
    return evr.substring(evr.indexOf(':') + 1, evr.lastIndexOf('-'));
  }

  private static String releaseOf(RpmPackage metadata) {
    return metadata.evr().substring(metadata.evr().lastIndexOf('-') + 1);
  }
}
