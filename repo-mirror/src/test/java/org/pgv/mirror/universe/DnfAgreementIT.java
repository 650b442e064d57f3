package org.pgv.mirror.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.mirror.rpm.RpmPackage;

/**
 * Our answers are dnf's, request by request, taken at random over real repositories. The number of
 * requests is {@code -Dpgv.random.requests}, the choice {@code -Dpgv.random.seed}.
 */
class DnfAgreementIT {
  private static final int REQUESTS = Integer.getInteger("pgv.random.requests", 50);
  private static final long SEED = Long.getLong("pgv.random.seed", 9);

  private static final List<String> BOTH = List.of(El9.BASEOS, El9.APPSTREAM);

  @BeforeAll
  static void findTheRepositories() {
    assumeTrue(El9.present(), "not run: no " + El9.FOLDER);
  }

  @Test
  void overBaseOs(@TempDir Path folder) throws IOException {
    List<String> only = List.of(El9.BASEOS);
    assertAgreement(folder, El9.universe(El9.BASEOS), only, List.of());
  }

  /** Of different years, so that much has no answer. */
  @Test
  void overBaseOsAndAppStreamWithAllModules(@TempDir Path folder) throws IOException {
    RpmUniverse universe = El9.universe(El9.BASEOS, El9.APPSTREAM);
    assertAgreement(folder, universe, BOTH, List.of("--all-modules"));
  }

  @Test
  void overBaseOsAndAppStreamWithDefaultStreams(@TempDir Path folder) throws IOException {
    assertAgreement(folder, El9.universe(List.of()), BOTH, List.of());
  }

  @Test
  void overBaseOsAndAppStreamWithStreamsEnabled(@TempDir Path folder) throws IOException {
    List<String> enabled = List.of("postgresql:16", "maven:3.8", "nginx:1.24");
    List<String> options = enabled.stream().map(stream -> "+" + stream).toList();
    assertAgreement(folder, El9.universe(enabled), BOTH, options);
  }

  private static void assertAgreement(
      Path folder, RpmUniverse universe, List<String> repositories, List<String> options)
      throws IOException {
    List<Dnf.Asked> requests = requests(repositories);
    List<SortedSet<String>> theirs = Dnf.answers(folder, repositories, options, requests);

    List<String> differing = new ArrayList<>();
    int possible = 0;
    for (int i = 0; i < requests.size(); i++) {
      Dnf.Asked asked = requests.get(i);
      SortedSet<String> ours = El9.answer(universe, El9.request(asked.names(), asked.weak()));
      possible += theirs.get(i).isEmpty() ? 0 : 1;
      if (!ours.equals(theirs.get(i))) {
        differing.add(asked + difference(ours, theirs.get(i)));
      }
    }

    assertEquals(List.of(), differing);
    assertTrue(possible > requests.size() / 3, possible + " were possible");
  }

  private static String difference(SortedSet<String> ours, SortedSet<String> theirs) {
    SortedSet<String> onlyOurs = new TreeSet<>(ours);
    onlyOurs.removeAll(theirs);
    SortedSet<String> onlyTheirs = new TreeSet<>(theirs);
    onlyTheirs.removeAll(ours);
    return ": only ours " + onlyOurs + ", only dnf's " + onlyTheirs;
  }

  /** One to four names, now and then one of another architecture besides. */
  private static List<Dnf.Asked> requests(List<String> repositories) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    SortedSet<String> others = new TreeSet<>();
    for (String repository : repositories) {
      for (RpmPackage metadata : El9.repository(repository).index().packages()) {
        names.add(metadata.name());
        if (metadata.arch().equals("i686")) {
          others.add(metadata.name() + ".i686");
        }
      }
    }
    Random random = new Random(SEED);
    List<Dnf.Asked> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      List<String> asked = new ArrayList<>();
      for (int count = 1 + random.nextInt(4); count > 0; count--) {
        asked.add(oneOf(names, random));
      }
      if (random.nextInt(6) == 0) {
        asked.add(oneOf(others, random));
      }
      requests.add(new Dnf.Asked(asked.stream().distinct().toList(), random.nextBoolean()));
    }
    return requests;
  }

  private static String oneOf(SortedSet<String> names, Random random) {
    return List.copyOf(names).get(random.nextInt(names.size()));
  }
}
