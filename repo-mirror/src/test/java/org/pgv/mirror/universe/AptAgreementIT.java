package org.pgv.mirror.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgv.mirror.deb.DebPackage;
import org.pgv.mirror.resolve.Candidate;
import org.pgv.mirror.resolve.Chosen;
import org.pgv.mirror.resolve.DebFamily;
import org.pgv.mirror.resolve.Provision;
import org.pgv.mirror.resolve.Recommends;
import org.pgv.mirror.resolve.Relation;
import org.pgv.mirror.resolve.Request;
import org.pgv.mirror.resolve.Resolution;
import org.pgv.mirror.resolve.Resolver;
import org.pgv.mirror.resolve.Universe;
import org.pgv.mirror.resolve.Wanted;

/**
 * Over the real Debian 13 and an empty root, our answers are apt's: every name, every version. One
 * thing is left open for packages taken at random, not for the stack: between providers that
 * nothing tells apart apt goes by the layout of its cache. There our answer must be apt's once such
 * ties are decided as apt decided them.
 */
class AptAgreementIT {
  private static final String BASE =
      "systemd systemd-sysv dbus udev openssh-server iproute2 procps nftables ca-certificates apt";
  private static final String STACK =
      "etcd-server etcd-client patroni python3-etcd postgresql-17 pgbackrest pgbouncer haproxy"
          + " keepalived chrony nginx prometheus-node-exporter prometheus prometheus-alertmanager";
  private static final int RANDOM_PACKAGES = Integer.getInteger("pgv.random.packages", 12);

  /**
   * Recommends a terminal emulator in the end, of which there are thirty, none better than another.
   */
  private static final String TIE = "r-cran-magick";

  private static AptRoot apt;
  private static DebUniverse universe;
  private static List<String> allNames;

  @BeforeAll
  static void fetchTheIndices(@TempDir Path folder) throws IOException {
    apt = AptRoot.in(folder);
    List<DebRepository> repositories = apt.repositories();
    universe = new DebUniverse(repositories, "amd64");
    SortedSet<String> names = new TreeSet<>();
    for (DebRepository repository : repositories) {
      names.addAll(repository.index().names());
    }
    allNames = List.copyOf(names);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void theWholeStackOnAHostMadeFromNothing(boolean recommends) throws IOException {
    assertAgreement(wholeStack(), recommends);
  }

  @ParameterizedTest
  @CsvSource({
    "etcd-server etcd-client",
    "postgresql-17 patroni python3-etcd",
    "pgbouncer",
    "haproxy",
    "keepalived",
    "pgbackrest",
    "nginx",
    "chrony",
    "prometheus-node-exporter prometheus prometheus-alertmanager",
    BASE,
  })
  void eachRoleByItself(String role) throws IOException {
    assertAgreement(List.of(role.split(" ")), false);
    assertAgreement(List.of(role.split(" ")), true);
  }

  @ParameterizedTest
  @MethodSource("randomNames")
  void aPackageTakenAtRandom(String name) throws IOException {
    boolean recommends = name.hashCode() % 2 == 0;
    SortedSet<String> theirs = apt.answer(List.of(name), recommends);
    SortedSet<String> ours = ours(universe, List.of(name), recommends);

    if (!ours.equals(theirs)) {
      assertSame(theirs, ours(new TiesAsGiven(universe, theirs), List.of(name), recommends), name);
    }
  }

  /** The same ones every time, as far as Debian's package list stays the same. */
  static Stream<String> randomNames() {
    List<String> shuffled = new ArrayList<>(allNames);
    Collections.shuffle(shuffled, new Random(Long.getLong("pgv.random.seed", 13)));
    return Stream.concat(Stream.of(TIE), shuffled.stream().limit(RANDOM_PACKAGES));
  }

  @Test
  void anIndependentToolFindsTheChosenSetClosed(@TempDir Path folder) throws IOException {
    String stanzas =
        resolve(universe, wholeStack(), true).stream()
            .map(chosen -> ((DebCandidate) chosen.candidate()).stanza())
            .map(DebPackage::stanza)
            .collect(Collectors.joining("\n"));
    Path packages = Files.writeString(folder.resolve("Packages"), stanzas);

    Process dose =
        new ProcessBuilder(
                "dose-debcheck",
                "--deb-native-arch=amd64",
                "--failures",
                "--explain",
                packages.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(dose.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, dose.onExit().join().exitValue(), output);
  }

  private static List<String> wholeStack() {
    List<String> names = new ArrayList<>(List.of((STACK + " " + BASE).split(" ")));
    names.addAll(universe.essential());
    return names;
  }

  /** The same universe, in which ties between providers are decided by what apt chose. */
  private record TiesAsGiven(DebUniverse universe, SortedSet<String> chosen) implements DebFamily {
    @Override
    public List<Candidate> named(String name) {
      return universe.named(name);
    }

    @Override
    public List<Provision> providing(String name) {
      return universe.providing(name);
    }

    @Override
    public Optional<String> nearest(String name) {
      return universe.nearest(name);
    }

    @Override
    public Comparator<String> versionOrder() {
      return universe.versionOrder();
    }

    @Override
    public Comparator<Candidate> providerOrder() {
      return DebUniverse.merit().thenComparing(c -> !chosen.contains(c.toString()));
    }
  }

  private static void assertAgreement(List<String> names, boolean recommends) throws IOException {
    String request = names + (recommends ? " with recommended packages" : "");
    assertSame(apt.answer(names, recommends), ours(universe, names, recommends), request);
  }

  private static void assertSame(SortedSet<String> theirs, SortedSet<String> ours, String request) {
    SortedSet<String> onlyOurs = new TreeSet<>(ours);
    onlyOurs.removeAll(theirs);
    SortedSet<String> onlyTheirs = new TreeSet<>(theirs);
    onlyTheirs.removeAll(ours);
    assertEquals(
        "only ours [], only apt's []",
        "only ours " + onlyOurs + ", only apt's " + onlyTheirs,
        request);
  }

  private static SortedSet<String> ours(Universe from, List<String> names, boolean recommends) {
    return resolve(from, names, recommends).stream()
        .map(chosen -> chosen.candidate().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Chosen> resolve(Universe from, List<String> names, boolean recommends) {
    Request request =
        new Request(
            names.stream().map(name -> new Wanted(Relation.any(name), "test")).toList(),
            List.of(),
            List.of(),
            recommends ? Recommends.ALL : Recommends.NONE);
    return switch (new Resolver(from).resolve(request)) {
      case Resolution.Answer(List<Chosen> packages) -> packages;
      case Resolution.Impossible(List<String> reasons) -> fail(String.join("\n", reasons));
    };
  }
}
