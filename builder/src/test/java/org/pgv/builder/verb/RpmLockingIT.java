package org.pgv.builder.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.builder.TestRpmRepository;
import org.pgv.builder.proof.FitReport;
import org.pgv.builder.workplace.Workplace;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;

class RpmLockingIT {
  private Path folder;
  private TestRpmRepository repository;

  @BeforeEach
  void publish(@TempDir Path temporary) throws Exception {
    folder = temporary;
    repository =
        new TestRpmRepository(temporary)
            .add("service", "2.0", "Requires: library >= 1.5", "Requires: /usr/share/helper/data")
            .add("library", "1.0")
            .add("library", "1.5")
            .add("helper", "1.0")
            .add("unrelated", "1.0")
            .publish();
  }

  @AfterEach
  void close() {
    repository.close();
  }

  private Session session() {
    return session("cache");
  }

  private Session otherCache() {
    return session("other-cache");
  }

  private Session session(String cache) {
    return new Session(
        new Workplace(folder.resolve(cache), folder.resolve("home")),
        Map.of(),
        folder.resolve("no-apt"),
        Clock.systemUTC(),
        Reporter.silent());
  }

  private Locking.Request request(Path manifest, boolean offline) {
    return new Locking.Request(
        Target.parse("el9"),
        Optional.of(manifest),
        Map.of(),
        offline,
        Optional.of(folder.resolve("lock.json")));
  }

  private Lock lock(Path manifest, boolean offline) throws Exception {
    return new Locking(session()).lock(request(manifest, offline)).lock();
  }

  @Test
  void saysOfAMinimalInstallWhetherTheLockFitsAndWhatItRaises() throws Exception {
    Path manifest = repository.manifest(folder, "service");
    String roles = "{ base: [unrelated], postgres: [service] }";
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst("(?s)packages:\\s+base: .service.", "packages: " + roles));
    lock(manifest, false);
    Path older = Files.writeString(folder.resolve("older"), "library|(none)|1.0|1|noarch\n");
    Path other = Files.writeString(folder.resolve("other"), "service|(none)|3.0|1|noarch\n");

    List<FitReport.Fitted> fitted =
        new Fitting(session()).fit(request(manifest, false), List.of(older, other)).all();

    String raised = "library 1.0-1 to 1.5-1";
    assertTrue(fitted.getFirst().fit().toString().contains(raised), fitted.toString());
    assertTrue(fitted.getLast().fit().toString().contains("kept=1"), fitted.toString());
  }

  private Lock lock(String... more) throws Exception {
    return lock(repository.manifest(folder, "service", more), false);
  }

  private ExitCode refused(String... more) {
    return assertThrows(Refusal.class, () -> lock(more)).code();
  }

  private static List<String> names(Lock lock) {
    return lock.packages().stream().map(p -> p.id().toString()).toList();
  }

  @Test
  void locksWhatIsAskedForAndWhatItNeedsFilesThatOnlyFilelistsKnowsIncluded() throws Exception {
    Lock lock = lock();

    assertEquals(
        List.of("helper_1.0-1.el9_noarch", "library_1.5-1.el9_noarch", "service_2.0-1.el9_noarch"),
        names(lock));
    LockedSuite proof = lock.suites().getFirst();
    assertEquals(repository.fingerprint(), proof.signed().signer().orElseThrow().hex());
    assertEquals("repodata/repomd.xml", proof.signed().file().path());
  }

  @Test
  void refusesMetadataOlderThanThatOfTheLock() throws Exception {
    lock();
    Path repomd = repository.folder().resolve("repodata/repomd.xml");
    Files.writeString(
        repomd,
        Files.readString(repomd)
            .replaceAll("<timestamp>[0-9]+</timestamp>", "<timestamp>1000</timestamp>"));
    repository.gpg("--armor", "--yes", "--detach-sign", repomd.toString());

    assertEquals(ExitCode.DOWNGRADE, refused());
  }

  @Test
  void locksTheSameAgainWithoutANetwork() throws Exception {
    Lock first = lock();
    Path manifest = repository.manifest(folder, "service");
    repository.close();

    assertEquals(first, lock(manifest, true));
  }

  @Test
  void refusesAnIndexWithoutASignatureUnlessTheManifestSaysWhy() throws Exception {
    repository.publishUnsigned();

    assertEquals(ExitCode.NOT_TRUSTED, refused());
    Lock lock = lock("unsignedMetadata: its packages are signed");
    assertEquals(Optional.empty(), lock.suites().getFirst().signed().signer());
  }

  @Test
  void refusesAnIndexThatWasChangedAfterItWasSigned() throws Exception {
    change("repodata/repomd.xml", "<revision>", "<revision>1");

    assertEquals(ExitCode.NOT_TRUSTED, refused());
  }

  @Test
  void refusesAnIndexSignedByAnotherKey() throws Exception {
    repository.gpg("--passphrase", "", "--quick-gen-key", "other", "rsa3072", "sign", "never");
    repository.gpg(
        "--armor",
        "--yes",
        "--local-user",
        "other",
        "--detach-sign",
        "--output",
        repository.folder().resolve("repodata/repomd.xml.asc").toString(),
        repository.folder().resolve("repodata/repomd.xml").toString());

    assertEquals(ExitCode.NOT_TRUSTED, refused());
  }

  @Test
  void refusesMetadataThatIsNotWhatTheSignedIndexSays() throws Exception {
    Path primary = repository.folder().resolve(primary());
    byte[] content = Files.readAllBytes(primary);
    content[content.length / 2] ^= 1;
    Files.write(primary, content);

    assertEquals(ExitCode.NOT_TRUSTED, refused());
  }

  @Test
  void saysWhyThereIsNoAnswer() throws Exception {
    Path manifest = repository.manifest(folder, "service=3*");

    Refusal refusal = assertThrows(Refusal.class, () -> lock(manifest, false));

    assertTrue(refusal.problems().getFirst().what().contains("service"), refusal.getMessage());
  }

  @Test
  void leavesOutWhatTheManifestExcludesFromARepository() throws Exception {
    assertEquals(ExitCode.FAILED, refused("exclude: [lib*]"));
  }

  @Test
  void refusesTwoBuildsOfOneVersionWithDifferentContent() throws Exception {
    String file = "helper-1.0-1.el9.noarch.rpm";
    Path again = Files.createDirectories(repository.folder().resolve("again")).resolve(file);
    Files.move(repository.folder().resolve(file), again);
    repository.add("helper", "1.0", "Provides: more").publish();
    Path manifest = repository.manifest(folder, "service");

    Refusal refusal = assertThrows(Refusal.class, () -> lock(manifest, false));
    Files.copy(again, repository.folder().resolve(file), StandardCopyOption.REPLACE_EXISTING);
    repository.publish();
    Lock lock = lock(manifest, false);

    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
    assertEquals(1, refusal.problems().size(), refusal.getMessage());
    assertTrue(refusal.problems().getFirst().where().contains("helper"), refusal.getMessage());
    assertTrue(lock.find("helper").isPresent());
  }

  @Test
  void locksForAnotherArchitectureByTheManifestAlone() throws Exception {
    for (String architecture : List.of("x86_64", "aarch64", "i686")) {
      repository
          .addFor(architecture, "engine", "Requires: engine-libs(" + architecture + ")")
          .addFor(architecture, "engine-libs", "Provides: engine-libs(" + architecture + ")");
    }
    repository.publish();
    Path manifest = repository.manifest(folder, "engine, service");
    String text = Files.readString(manifest).replace("target: el9", "target: el9-arm64");
    Files.writeString(manifest, text);
    Locking.Request request =
        new Locking.Request(
            Target.parse("el9-arm64"),
            Optional.of(manifest),
            Map.of(),
            false,
            Optional.of(folder.resolve("arm.json")));

    Lock lock = new Locking(session()).lock(request).lock();

    assertEquals(
        List.of(
            "engine_1.0-1.el9_aarch64",
            "engine-libs_1.0-1.el9_aarch64",
            "helper_1.0-1.el9_noarch",
            "library_1.5-1.el9_noarch",
            "service_2.0-1.el9_noarch"),
        names(lock));
  }

  @Test
  void makesTheSameLockFromItsOwnExportForKonflux() throws Exception {
    Path manifest = repository.manifest(folder, "service");
    Path exported = folder.resolve("rpms.lock.yaml");
    Locking.Exchange export =
        new Locking.Exchange(Optional.empty(), Optional.empty(), Optional.of(exported));
    Lock first = new Locking(session()).lock(request(manifest, false), export).lock();

    Lock second = imported(Files.readString(exported)).lock();

    assertEquals(first, second);
    LockedPackage library = first.find("library").orElseThrow();
    String written = Files.readString(exported);
    String url = repository.address() + "library-1.5-1.el9.noarch.rpm";
    assertTrue(written.contains("url: " + url), written);
    assertTrue(written.contains("checksum: sha256:" + library.file().sha256()), written);
    assertTrue(written.contains("sourcerpm: library-1.5-1.el9.src.rpm"), written);
  }

  @Test
  void exportsWhereTheModulesAreOfARepositoryThatHasSome() throws Exception {
    repository
        .describe(
            """
            ---
            document: modulemd-defaults
            version: 1
            data: { module: engine, stream: "1" }
            """)
        .publish();
    Path exported = folder.resolve("rpms.lock.yaml");
    Locking.Exchange export =
        new Locking.Exchange(Optional.empty(), Optional.empty(), Optional.of(exported));
    Path manifest = repository.manifest(folder, "helper");

    Lock lock = new Locking(session()).lock(request(manifest, false), export).lock();

    LockedFile modules =
        lock.suites().getFirst().indices().stream()
            .filter(file -> file.path().contains("modules"))
            .findFirst()
            .orElseThrow();
    String entry =
        """
          module_metadata:
          - url: %s
            repoid: test
            size: %d
            checksum: sha256:%s
        """
            .formatted(repository.address() + modules.path(), modules.size(), modules.sha256());
    String written = Files.readString(exported);
    assertTrue(written.endsWith(entry), written);
  }

  @Test
  void takesTheVeryBuildsThatAnImportedLockLists() throws Exception {
    Lock all = lock(repository.manifest(folder, "library=1.0*, unrelated"), false);
    String older = listed(all.find("library").orElseThrow().file());
    String unrelated = listed(all.find("unrelated").orElseThrow().file());
    repository.manifest(folder, "helper");

    Lock lock = imported(header() + older + unrelated).lock();

    assertEquals(
        List.of(
            "helper_1.0-1.el9_noarch", "library_1.0-1.el9_noarch", "unrelated_1.0-1.el9_noarch"),
        names(lock));
    assertEquals(List.of("extra"), lock.find("library").orElseThrow().reason().namedFor());
  }

  @Test
  void saysWhereAnImportedLockDoesNotFitTheRepositories() throws Exception {
    LockedFile helper = lock().find("helper").orElseThrow().file();
    String text =
        header()
            + listed(helper).replace("repoid: test", "repoid: tests")
            + listed(new LockedFile(helper.path(), helper.size(), Sha256.of("other")))
            + listed(new LockedFile(helper.path(), 1, helper.sha256()));

    Refusal refusal = assertThrows(Refusal.class, () -> imported(text));

    assertEquals(ExitCode.USAGE, refusal.code());
    assertEquals(
        List.of("imported.yaml:6", "imported.yaml:10", "imported.yaml:14"),
        refusal.problems().stream()
            .map(problem -> Path.of(problem.where()).getFileName().toString())
            .toList());
  }

  @Test
  void asksForWhatAnInputOfKonfluxLists() throws Exception {
    repository.manifest(folder, "helper");
    Path input =
        Files.writeString(
            folder.resolve("rpms.in.yaml"),
            """
            contentOrigin: { repos: [{ repoid: test, baseurl: "https://elsewhere.example/" }] }
            packages: [unrelated, { name: service, arches: { not: x86_64 } }]
            """);
    Locking.Exchange exchange =
        new Locking.Exchange(Optional.of(input), Optional.empty(), Optional.empty());

    Lock lock =
        new Locking(session())
            .lock(request(folder.resolve("manifest.yaml"), false), exchange)
            .lock();

    assertEquals(List.of("helper_1.0-1.el9_noarch", "unrelated_1.0-1.el9_noarch"), names(lock));
    assertEquals(List.of("extra"), lock.find("unrelated").orElseThrow().reason().namedFor());
  }

  private Locking.Done imported(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("imported.yaml"), text);
    return new Locking(session())
        .lock(
            request(folder.resolve("manifest.yaml"), false),
            new Locking.Exchange(Optional.empty(), Optional.of(file), Optional.empty()));
  }

  private static String header() {
    return """
    lockfileVersion: 1
    lockfileVendor: redhat
    arches:
    - arch: x86_64
      packages:
    """;
  }

  private String listed(LockedFile file) {
    return """
      - url: %s
        repoid: test
        size: %d
        checksum: sha256:%s
    """
        .formatted(repository.address() + file.path(), file.size(), file.sha256());
  }

  /** A list that leads nowhere else: the usual form of a distribution's own file. */
  @Test
  void locksAndFitsWhatARepoFileDescribesWithAListOfMirrorsOnly() throws Exception {
    Files.writeString(repository.folder().resolve("list"), "# mirrors\n" + repository.address());
    Files.writeString(
        folder.resolve("vendor.repo"),
        """
        [vendor]
        name=Vendor
        mirrorlist=%slist
        repo_gpgcheck=1
        gpgkey=file:///etc/pki/rpm-gpg/test.asc
        """
            .formatted(repository.address()));
    Path manifest = repository.manifest(folder, "service");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst("- name: test\\s+mirrors: .*", "- file: vendor.repo")
            .replace("file: test.asc, ", ""));

    Lock lock = lock(manifest, false);

    assertEquals(3, lock.packages().size());
    Path empty = Files.writeString(folder.resolve("empty"), "other|(none)|1.0|1|noarch\n");
    List<FitReport.Fitted> fitted =
        new Fitting(otherCache()).fit(request(manifest, false), List.of(empty)).all();
    assertTrue(fitted.getFirst().fit().toString().contains("added"), fitted.toString());
  }

  /** So that one manifest serves hosts of other distributions of one family. */
  @Test
  void leavesTheHostsOwnReleasePackageAloneWhereItsNameIsAssumed() throws Exception {
    repository
        .add("own-release", "9.0", "Provides: release-of-any")
        .add("guest", "1.0", "Requires: release-of-any")
        .publish();
    Path manifest = repository.manifest(folder, "own-release");
    String text =
        Files.readString(manifest).replace("[own-release]", "[own-release]\n  postgres: [guest]");
    Path host = Files.writeString(folder.resolve("host"), "other-release|(none)|9.0|1|noarch\n");

    String without = fit(Files.writeString(manifest, text), host);
    String with =
        fit(Files.writeString(manifest, text + "assumeProvides: [release-of-any]\n"), host);

    assertTrue(without.contains("own-release-9.0"), without);
    assertFalse(with.contains("own-release-9.0"), with);
  }

  private String fit(Path manifest, Path host) throws Exception {
    lock(manifest, false);
    return new Fitting(session())
        .fit(request(manifest, false), List.of(host))
        .all()
        .getFirst()
        .fit()
        .toString();
  }

  private String primary() throws Exception {
    Matcher matcher =
        Pattern.compile("repodata/[0-9a-f]+-primary.xml.gz")
            .matcher(Files.readString(repository.folder().resolve("repodata/repomd.xml")));
    assertTrue(matcher.find());
    return matcher.group();
  }

  private void change(String path, String old, String put) throws Exception {
    Path file = repository.folder().resolve(path);
    Files.writeString(file, Files.readString(file).replace(old, put));
  }
}
