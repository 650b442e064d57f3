package org.pgv.mirror.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.mirror.rpm.InstalledList;
import org.pgv.mirror.rpm.RpmPackage;

/**
 * What is said of a host from the list of its packages alone is what dnf says from its real rpm
 * database: Rocky 9.2, into which packages of an earlier BaseOS are to go.
 */
class BaselineAgreementIT {
  private static final int REQUESTS = Integer.getInteger("pgv.random.requests", 50);

  @Test
  void saysWhatDnfSaysOfTheHostItself(@TempDir Path folder) throws IOException {
    assumeTrue(El9.present(), "not run: no " + El9.FOLDER);
    Path database = Files.createDirectories(folder.resolve("root/var/lib/rpm"));
    Files.copy(
        El9.FOLDER.resolve("installed/rocky-9.2-rpmdb.sqlite"), database.resolve("rpmdb.sqlite"));
    List<RpmRepository> repositories = List.of(El9.repository(El9.BASEOS));
    List<RpmPackage> carried = repositories.getFirst().index().packages();
    List<Dnf.Asked> requests = requests(carried);
    List<SortedSet<String>> theirs =
        Dnf.answers(folder, List.of(El9.BASEOS), List.of("--installed"), requests);
    Baseline baseline = new Baseline("Rocky 9.2", InstalledList.read(listed(folder, database)));

    List<String> differing = new ArrayList<>();
    int possible = 0;
    for (int i = 0; i < requests.size(); i++) {
      Baseline.Fit fit =
          baseline.fit(
              requests.get(i).names(),
              new HashSet<>(carried),
              repositories,
              RpmSystem.of("x86_64"));
      possible += theirs.get(i).isEmpty() ? 0 : 1;
      if (!changes(fit).equals(theirs.get(i))) {
        differing.add(requests.get(i) + " ours " + fit + " dnf's " + theirs.get(i));
      }
    }

    assertEquals(List.of(), differing);
    assertTrue(possible > requests.size() / 3, possible + " were possible");
  }

  /** As the user is told to make the list. */
  private static Path listed(Path folder, Path database) throws IOException {
    Path list = folder.resolve("installed");
    ProcessBuilder rpm =
        new ProcessBuilder(
            "rpm", "--dbpath", database.toString(), "-qa", "--qf", InstalledList.QUERY_FORMAT);
    try {
      assertEquals(0, rpm.redirectOutput(list.toFile()).start().waitFor());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return list;
  }

  private static SortedSet<String> changes(Baseline.Fit fit) {
    SortedSet<String> changes = new TreeSet<>();
    if (fit instanceof Baseline.Fit.Fits(int _, var raised, var added)) {
      changes.add("possible");
      raised.forEach(
          one ->
              changes.add(one.installed().name() + "-" + one.evr() + "." + one.installed().arch()));
      added.forEach(one -> changes.add(one.toString()));
    }
    return changes;
  }

  private static List<Dnf.Asked> requests(List<RpmPackage> carried) {
    List<String> names = carried.stream().map(RpmPackage::name).distinct().sorted().toList();
    Random random = new Random(9);
    List<Dnf.Asked> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      requests.add(new Dnf.Asked(List.of(names.get(random.nextInt(names.size()))), false));
    }
    return requests;
  }
}
