package org.pgv.lookalike;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.Refusal;

/** What RPMs need follows from what the Debian packages need. */
class PackagesTest {
  private static final String INDEX =
      """
      Package: libc6
      Version: 2.41-12+deb13u4
      Architecture: amd64
      Filename: pool/libc6.deb

      Package: debconf
      Version: 1.5.91
      Architecture: all
      Filename: pool/debconf.deb

      Package: app
      Version: 1:2.0-rc1-3
      Architecture: amd64
      Pre-Depends: libc6 (>> 2.40)
      Depends: debconf (>= 0.5) | debconf-2.0, mail-agent | part (<< 3), nowhere | part, part
      Provides: service (= 2.0)
      Filename: pool/app.deb

      Package: part
      Version: 2.5
      Architecture: all
      Filename: pool/part.deb

      Package: mailer
      Version: 1-1
      Architecture: all
      Provides: mail-agent
      Filename: pool/mailer.deb
      """;
  private static final String RECIPES =
      """
      leaveOut: [debconf]
      packages:
        - { name: glibc, from: [libc6] }
      """;

  @TempDir Path folder;

  @Test
  void namesWhatIsNeededAsRpmsAreNamedAndDropsWhatIsLeftOut() throws IOException {
    Packages packages = packages(RECIPES);

    assertEquals(
        Set.of("glibc >= 2.40", "(mail-agent or part < 3)", "part"),
        packages.requirements(Recipe.plain("app")));
    assertEquals(Set.of("service = 2.0"), packages.virtual(Recipe.plain("app")));
  }

  @Test
  void makesTheRevisionTheReleaseAndKeepsHyphensOutOfTheVersion() throws IOException {
    Packages packages = packages(RECIPES);

    assertEquals(new Version("1", "2.0.rc1", "3"), packages.version(Recipe.plain("app")));
    assertEquals(new Version("0", "2.5", ""), packages.version(Recipe.plain("part")));
  }

  @Test
  void makesOneRpmOfEachPackageThatNoRecipeNames() throws IOException {
    List<String> names = packages(RECIPES).recipes().stream().map(Recipe::name).sorted().toList();

    assertEquals(List.of("app", "glibc", "mailer", "part"), names);
  }

  @Test
  void refusesARecipeForAPackageThatIsNotThere() {
    assertThrows(Refusal.class, () -> packages("packages: [{ name: glibc, from: [libc7] }]\n"));
  }

  private Packages packages(String recipes) throws IOException {
    Path index = folder.resolve("repo/dists/pgv/main/binary-amd64/Packages");
    Files.createDirectories(index.getParent());
    Files.writeString(index, INDEX);
    Path file = Files.writeString(folder.resolve("recipes.yaml"), recipes);
    return Packages.read(folder, Recipes.read(file));
  }
}
