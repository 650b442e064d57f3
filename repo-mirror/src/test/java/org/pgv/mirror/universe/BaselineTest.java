package org.pgv.mirror.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.Nevra;
import org.pgv.mirror.rpm.PackageFile;
import org.pgv.mirror.rpm.RpmDependency;
import org.pgv.mirror.rpm.RpmField;
import org.pgv.mirror.rpm.RpmIndexBuilder;
import org.pgv.mirror.rpm.RpmSense;

class BaselineTest {
  private final RpmIndexBuilder repository = new RpmIndexBuilder();

  private void add(String name, String evr) {
    provides(name, evr);
    String place = name + "-" + evr + ".rpm";
    repository.add(new Nevra(name, evr, "x86_64"), new PackageFile(place, 1, Sha256.of(place), ""));
  }

  private void provides(String name, String evr) {
    repository.relation(RpmField.PROVIDES, new RpmDependency(name, RpmSense.EXACTLY, evr, false));
  }

  private void requires(String name) {
    repository.relation(RpmField.REQUIRES, RpmDependency.any(name));
  }

  private void requiresExactly(String name, String evr) {
    repository.relation(RpmField.REQUIRES, new RpmDependency(name, RpmSense.EXACTLY, evr, false));
  }

  private Baseline.Fit fit(String asked, Nevra... installed) {
    RpmRepository offered = new RpmRepository(repository.build("offered"));
    return new Baseline("image", List.of(installed))
        .fit(
            List.of(asked),
            new HashSet<>(offered.index().packages()),
            List.of(offered),
            RpmSystem.of("x86_64"));
  }

  private static Nevra installed(String name, String evr) {
    return new Nevra(name, evr, "x86_64");
  }

  private static Baseline.Fit.Fits fits(Baseline.Fit fit) {
    return assertInstanceOf(Baseline.Fit.Fits.class, fit);
  }

  @Test
  void leavesAloneWhatIsGoodEnough() {
    repository.relation(RpmField.PROVIDES, RpmDependency.any("libssl.so.3()(64bit)"));
    add("openssl-libs", "3.2-1");
    requires("libssl.so.3()(64bit)");
    add("postgresql", "17-1");

    Baseline.Fit.Fits fit = fits(fit("postgresql", installed("openssl-libs", "3.0-1")));

    assertEquals(1, fit.kept());
    assertEquals(List.of(), fit.raised());
    assertEquals("[postgresql-17-1.x86_64]", fit.added().toString());
  }

  @Test
  void raisesALibraryThatMayNotHaveTheSymbolsOfItsLaterVersion() {
    repository.relation(RpmField.PROVIDES, RpmDependency.any("libssl.so.3(OPENSSL_3.2.0)(64bit)"));
    add("openssl-libs", "3.2-1");
    requires("libssl.so.3(OPENSSL_3.2.0)(64bit)");
    add("postgresql", "17-1");

    Baseline.Fit.Fits fit = fits(fit("postgresql", installed("openssl-libs", "3.0-1")));

    assertEquals("[openssl-libs 3.0-1 to 3.2-1]", fit.raised().toString());
  }

  @Test
  void raisesSiblingsOfOneVersionTogether() {
    requiresExactly("glibc-common", "2.34-9");
    add("glibc", "2.34-9");
    requiresExactly("glibc", "2.34-9");
    add("glibc-common", "2.34-9");
    requiresExactly("glibc", "2.34-9");
    add("asked", "1-1");

    Baseline.Fit.Fits fit =
        fits(fit("asked", installed("glibc", "2.34-2"), installed("glibc-common", "2.34-2")));

    assertEquals(
        "[glibc 2.34-2 to 2.34-9, glibc-common 2.34-2 to 2.34-9]",
        fit.raised().stream().map(Baseline.Raised::toString).sorted().toList().toString());
  }

  @Test
  void saysWhyWhereOnlyAnEarlierVersionWouldDo() {
    add("openssl-libs", "3.0-1");
    requiresExactly("openssl-libs", "3.0-1");
    add("postgresql", "17-1");

    Baseline.Fit fit = fit("postgresql", installed("openssl-libs", "3.2-1"));

    List<String> reasons = assertInstanceOf(Baseline.Fit.Clashes.class, fit).reasons();
    assertTrue(reasons.toString().contains("openssl-libs"), reasons.toString());
  }

  @Test
  void takesFilesToBeThereThatPrimaryMetadataDoesNotList() {
    requires("/usr/libexec/platform-python");
    add("tuned", "2-1");

    fits(fit("tuned", installed("python3", "3.9-1")));
  }

  @Test
  void missesFilesThatPrimaryMetadataWouldList() {
    requires("/usr/bin/perl");
    add("tuned", "2-1");

    Baseline.Fit fit = fit("tuned", installed("python3", "3.9-1"));

    List<String> reasons = assertInstanceOf(Baseline.Fit.Clashes.class, fit).reasons();
    assertTrue(reasons.toString().contains("/usr/bin/perl"), reasons.toString());
  }
}
