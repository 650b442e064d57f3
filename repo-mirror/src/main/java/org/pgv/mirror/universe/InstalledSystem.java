package org.pgv.mirror.universe;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.Nevra;
import org.pgv.mirror.rpm.PackageFile;
import org.pgv.mirror.rpm.RpmDependency;
import org.pgv.mirror.rpm.RpmField;
import org.pgv.mirror.rpm.RpmIndexBuilder;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.rpm.RpmSense;
import org.pgv.mirror.rpm.RpmVersion;

/**
 * Packages of which only name, version and architecture are known, as a repository of which the
 * rest is inferred: what each provides from the nearest version of it that a real repository
 * describes. Where only a later version is known, symbol versions of its libraries are left out, as
 * the earlier one may not have them; and where the first numbers of the version differ, what
 * carries them in its name. What installed packages need is there already; kept is what ties them
 * to their siblings of exactly the same version.
 */
final class InstalledSystem {
  /** Before every repository: what is there is preferred. */
  private static final int PRIORITY = 1;

  private final List<RpmRepository> known;
  private final RpmIndexBuilder builder = new RpmIndexBuilder();

  private InstalledSystem(List<RpmRepository> known) {
    this.known = known;
  }

  static RpmRepository of(String name, List<Nevra> installed, List<RpmRepository> known) {
    InstalledSystem system = new InstalledSystem(known);
    installed.forEach(system::add);
    return new RpmRepository(
        system.builder.build(name), _ -> List.of(), PRIORITY, RpmRepository.USUAL_COST);
  }

  private void add(Nevra nevra) {
    builder.relation(RpmField.PROVIDES, exactly(nevra.name(), nevra.evr()));
    nearest(nevra).ifPresent(like -> infer(nevra, like));
    String place = nevra + ".rpm";
    builder.add(nevra, new PackageFile(place, 1, Sha256.of(place), ""));
  }

  private void infer(Nevra nevra, RpmPackage like) {
    boolean later = RpmVersion.compare(like.evr(), nevra.evr()) > 0;
    String series = series(like.evr());
    boolean sameSeries = series.equals(series(nevra.evr()));
    for (RpmDependency provided : like.relations(RpmField.PROVIDES)) {
      boolean own = provided.name().equals(nevra.name());
      boolean ofSeries = !sameSeries && provided.name().contains(series);
      if (!own && !ofSeries && !(later && isSymbolVersion(provided.name()))) {
        builder.relation(RpmField.PROVIDES, moved(provided, like.evr(), nevra.evr()));
      }
    }
    for (RpmDependency required : like.relations(RpmField.REQUIRES)) {
      if (required.sense() == RpmSense.EXACTLY && required.evr().equals(like.evr())) {
        builder.relation(RpmField.REQUIRES, moved(required, like.evr(), nevra.evr()));
      }
    }
    like.files().forEach(builder::file);
  }

  /**
   * Such as {@code libcrypto.so.3(OPENSSL_3.4.0)(64bit)}, unlike {@code libcrypto.so.3()(64bit)}.
   */
  private static boolean isSymbolVersion(String name) {
    int open = name.indexOf('(');
    return open > 0 && name.substring(0, open).contains(".so") && name.charAt(open + 1) != ')';
  }

  /**
   * The first two numbers, which libraries such as {@code libldap-2.4.so.2} have in their names.
   */
  private static String series(String evr) {
    String[] numbers = new RpmVersion(evr).version().split("\\.", 3);
    return numbers.length > 1 ? numbers[0] + "." + numbers[1] : numbers[0];
  }

  /** A dependency on the known version becomes one on the installed version. */
  private static RpmDependency moved(RpmDependency dependency, String from, String to) {
    return dependency.evr().equals(from)
        ? new RpmDependency(dependency.name(), dependency.sense(), to, dependency.pre())
        : dependency;
  }

  private static RpmDependency exactly(String name, String evr) {
    return new RpmDependency(name, RpmSense.EXACTLY, evr, false);
  }

  /** The same version, or else the last one before it, or else the first one after it. */
  private Optional<RpmPackage> nearest(Nevra nevra) {
    Comparator<RpmPackage> order = Comparator.comparing(RpmPackage::evr, RpmVersion::compare);
    return like(nevra)
        .filter(like -> RpmVersion.compare(like.evr(), nevra.evr()) <= 0)
        .max(order)
        .or(() -> like(nevra).min(order));
  }

  private Stream<RpmPackage> like(Nevra nevra) {
    return known.stream()
        .flatMap(repository -> repository.index().named(nevra.name()).stream())
        .filter(like -> like.arch().equals(nevra.arch()));
  }
}
