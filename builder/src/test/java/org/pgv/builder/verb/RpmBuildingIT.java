package org.pgv.builder.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.builder.Commands;
import org.pgv.builder.GuardedMirror;
import org.pgv.builder.TestRpmRepository;
import org.pgv.builder.key.SigningKeys;
import org.pgv.builder.runtime.RuntimeLinker;
import org.pgv.builder.workplace.Workplace;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;

/** Bundles of RPM packages, judged by dnf itself, which gets no network to look elsewhere. */
class RpmBuildingIT {
  private Path folder;
  private TestRpmRepository repository;

  @BeforeEach
  void publish(@TempDir Path temporary) throws Exception {
    folder = temporary;
    repository =
        new TestRpmRepository(temporary)
            .add(
                "service",
                "2.0",
                "Requires: (library >= 1.5 if helper)",
                "Requires: /usr/share/helper/data",
                "Recommends: nowhere")
            .add("library", "1.5")
            .add("helper", "1.0", "Provides: alias = 7", "Conflicts: alias < 3");
  }

  @AfterEach
  void close() {
    repository.close();
  }

  private Building.Done build(Path output, Path manifest) throws Exception {
    Session session =
        new Session(
            new Workplace(folder.resolve("cache"), folder.resolve("home")),
            Map.of("SOURCE_DATE_EPOCH", "1763600000"),
            folder.resolve("no-apt"),
            Clock.systemUTC(),
            Reporter.silent());
    return new Building(
            session,
            new Locking(session),
            new SigningKeys(session.workplace().signingKey(), Optional.empty(), Clock.systemUTC()),
            SmallInstallation.jars(),
            SmallInstallation.linker())
        .build(
            new Building.Request(
                new Locking.Request(
                    Target.parse("el9"),
                    Optional.of(manifest),
                    Map.of(),
                    false,
                    Optional.of(folder.resolve("lock.json"))),
                output,
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void refusesATargetWhoseHostsCouldNotRunThisMachinesRuntime() throws Exception {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    Target foreign = Target.parse(arm ? "el9" : "el9-arm64");
    RuntimeLinker linker = SmallInstallation.linker();

    Refusal refusal = assertThrows(Refusal.class, () -> linker.mustRunOn(foreign));

    assertEquals(ExitCode.USAGE, refusal.code());
  }

  private Path build(String... more) throws Exception {
    return build(folder.resolve("out"), repository.manifest(folder, "service", more)).folder();
  }

  private ExitCode refused(String... more) {
    return assertThrows(Refusal.class, () -> build(more)).code();
  }

  private Path manifestWithBaseline(String installed, String misfit) throws Exception {
    repository.publish();
    Path manifest = repository.manifest(folder, "library");
    Files.createDirectories(folder.resolve("lists"));
    Files.writeString(folder.resolve("lists/golden.txt"), installed);
    return Files.writeString(
        manifest,
        Files.readString(manifest)
                .replace("base: [library]", "base: [library]\n  postgres: [service]")
            + "baselines: { lists: [lists/golden.txt], misfit: "
            + misfit
            + " }\n");
  }

  @Test
  void provesWithTheBuildWhetherTheBundleFitsTheInstallsOfTheManifest() throws Exception {
    Path fits = manifestWithBaseline("library|(none)|1.0|1.el9|noarch\n", "refuse");

    Path bundle = build(folder.resolve("out"), fits).folder();

    String report = Files.readString(bundle.resolve("lock/baselines.json"));
    assertTrue(report.contains("library 1.0-1.el9 to 1.5-1.el9"), report);
  }

  @Test
  void refusesOrOnlyReportsABundleThatDoesNotFitAsTheManifestSays() throws Exception {
    String clashing = "alias|(none)|1.0|1.el9|noarch\n";
    Path refusing = manifestWithBaseline(clashing, "refuse");

    Refusal refusal = assertThrows(Refusal.class, () -> build(folder.resolve("out"), refusing));
    Files.delete(folder.resolve("lock.json"));
    Path bundle = build(folder.resolve("out"), manifestWithBaseline(clashing, "warn")).folder();

    assertEquals(ExitCode.PREFLIGHT, refusal.code());
    String report = Files.readString(bundle.resolve("lock/baselines.json"));
    assertTrue(report.contains("\"fits\" : false"), report);
  }

  /** Runs dnf in a root of its own with nothing but the bundle's repository, and no network. */
  private Commands.Ended dnf(Path bundle, String... arguments) throws Exception {
    Path none = Files.createDirectories(folder.resolve("none"));
    List<String> command = new ArrayList<>(List.of("unshare", "--net", "dnf"));
    command.addAll(
        List.of(
            "--assumeyes",
            "--disableplugin=local",
            "--installroot=" + folder.resolve("root"),
            "--releasever=9",
            "--forcearch=x86_64",
            "--setopt=reposdir=" + none,
            "--setopt=cachedir=" + folder.resolve("dnf"),
            "--setopt=logdir=" + Files.createDirectories(folder.resolve("log")),
            "--setopt=persistdir=" + folder.resolve("state"),
            "--repofrompath=pgv,file://" + bundle.resolve("repo"),
            "--setopt=pgv.gpgcheck=1",
            "--setopt=pgv.repo_gpgcheck=1",
            "--setopt=pgv.gpgkey=file://"
                + bundle.resolve("keys/bundle.asc")
                + ",file://"
                + bundle.resolve("upstream/keys/test.asc")));
    command.addAll(List.of(arguments));
    return Commands.run(folder, Map.of("LC_ALL", "C.UTF-8"), command);
  }

  @Test
  void givesARepositoryThatDnfInstallsFromWithAllSignatureChecksOn() throws Exception {
    Path bundle = build(publishedUnsigned());

    Commands.Ended ended = dnf(bundle, "install", "service");

    assertEquals(0, ended.code(), ended.output());
    assertTrue(Files.exists(folder.resolve("root/usr/bin/service-service")), ended.output());
    assertTrue(Files.exists(folder.resolve("root/usr/share/library/data")), ended.output());
    assertEquals(
        "index of test: its packages are signed\n",
        Files.readString(bundle.resolve("upstream/UNSIGNED.txt")));
  }

  @Test
  void dnfFindsNothingMissingInTheRepository() throws Exception {
    repository.publish();
    Path bundle = build();

    Commands.Ended ended = dnf(bundle, "repoclosure", "--check", "pgv");

    assertEquals(0, ended.code(), ended.output());
    assertFalse(ended.output().contains("unresolved"), ended.output());
    assertFalse(Files.exists(bundle.resolve("upstream/UNSIGNED.txt")));
    assertTrue(Files.exists(bundle.resolve("upstream/test/repodata/repomd.xml.asc")));
  }

  @Test
  void dnfRefusesARepositoryWithAChangedIndex() throws Exception {
    repository.publish();
    Path bundle = build();
    Path repomd = bundle.resolve("repo/repodata/repomd.xml");
    Files.writeString(repomd, Files.readString(repomd).replace("<revision>", "<revision>9"));

    assertTrue(dnf(bundle, "install", "service").code() != 0);
  }

  @Test
  void refusesAPackageThatIsNotSignedUnlessTheManifestSaysWhy() throws Exception {
    repository.addUnsigned("helper", "1.0", "Provides: alias = 7").publish();

    assertEquals(ExitCode.NOT_TRUSTED, refused());
    Files.delete(folder.resolve("lock.json"));
    Path bundle = build("unsignedPackages: { helper: built in-house }");
    assertEquals(
        "helper-1.0-1.el9.noarch: built in-house\n",
        Files.readString(bundle.resolve("upstream/UNSIGNED.txt")));
  }

  @Test
  void refusesAPackageThatWasSignedByAKeyNobodyPinned() throws Exception {
    repository.gpg("--passphrase", "", "--quick-gen-key", "other", "rsa3072", "sign", "never");
    repository.addSignedBy("other", "helper", "1.0").publish();

    assertEquals(ExitCode.NOT_TRUSTED, refused("unsignedPackages: { helper: not unsigned }"));
  }

  @Test
  void refusesASignedPackageThatUnpacksToSomethingElseThanItLists() throws Exception {
    repository.addUntrue("library", "1.5").publish();

    Refusal refusal = assertThrows(Refusal.class, this::build);

    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
    assertEquals(
        List.of("the SHA-256 of /usr/share/library/data is not what its header states"),
        refusal.problems().stream().map(Problem::what).toList());
  }

  @Test
  void saysWhichPackageTheMirrorDoesNotHave() throws Exception {
    repository.publish();
    Files.delete(repository.folder().resolve("library-1.5-1.el9.noarch.rpm"));

    Refusal refusal = assertThrows(Refusal.class, this::build);

    assertTrue(refusal.problems().toString().contains("library-1.5-1.el9.noarch.rpm"));
  }

  @Test
  void showsAServerThatAsksTheCertificateThatARepoFileNames() throws Exception {
    repository.publish();
    try (GuardedMirror guarded =
        new GuardedMirror(folder.resolve("guarded"), repository.folder())) {
      Path manifest = repository.manifest(folder, "service");
      String file =
          """
          [test]
          name = test
          baseurl = %s
          repo_gpgcheck = 1
          sslverify = 1
          sslcacert = %s
          """
              .formatted(guarded.address(), guarded.authority());
      String shown =
          "sslclientcert = %s%nsslclientkey = %s%n".formatted(guarded.certificate(), guarded.key());
      String text = Files.readString(manifest);
      Files.writeString(
          manifest, text.replaceFirst("- name: test\n.*\n", "- file: guarded.repo\n"));

      Files.writeString(folder.resolve("guarded.repo"), file);
      Refusal stranger = assertThrows(Refusal.class, () -> build(folder.resolve("out"), manifest));
      Files.writeString(folder.resolve("guarded.repo"), file + shown);
      Path bundle = build(folder.resolve("out"), manifest).folder();

      assertTrue(stranger.problems().toString().contains("HTTP status 400"), stranger.getMessage());
      assertTrue(Files.exists(bundle.resolve("repo/repodata/repomd.xml")));
      try (Stream<Path> all = Files.walk(bundle)) {
        List<Path> leaked =
            all.filter(Files::isRegularFile)
                .filter(one -> holds(one, "PRIVATE KEY") || holds(one, "ENTITLEMENT DATA"))
                .toList();
        assertEquals(List.of(), leaked);
      }
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return !file.toString().contains("/runtime/")
          && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void givesTheSameBytesInAnotherFolder() throws Exception {
    repository.publish();
    Path manifest = repository.manifest(folder, "service");

    Path one = build(folder.resolve("out"), manifest).folder();
    Path other = build(folder.resolve("other"), manifest).folder();

    assertEquals(digests(one), digests(other));
  }

  private String publishedUnsigned() throws Exception {
    repository.publishUnsigned();
    return "unsignedMetadata: its packages are signed";
  }

  private static SortedMap<String, Sha256> digests(Path bundle) throws IOException {
    SortedMap<String, Sha256> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(bundle.resolve("repo"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        digests.put(bundle.relativize(file).toString(), Sha256.of(file));
      }
    }
    return digests;
  }
}
