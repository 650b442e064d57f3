package org.pgv.pki.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.bundle.BundleInfo;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.bundle.BundlePath;
import org.pgv.manifests.bundle.BundleVersion;
import org.pgv.manifests.bundle.Checksums;
import org.pgv.manifests.bundle.FileDigests;
import org.pgv.manifests.bundle.Inventory;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;
import org.pgv.pki.openpgp.Keys;

final class BundleVerifierTest {
  private static final String LOCK = lock("debian13");

  private Path temporary = Path.of("");
  private Path bundle = Path.of("");
  private final BundleVerifier verifier = new BundleVerifier(Keys.CLOCK, Reporter.silent());
  private final TrustedSigners signers =
      new TrustedSigners.Fingerprints(List.of(Keys.OURS.fingerprint()));

  @BeforeEach
  void makeBundle(@TempDir Path given) throws IOException {
    temporary = given;
    bundle = Files.createDirectory(temporary.resolve("pgv-debian13-2026.11.20"));
    BundleInfo info =
        new BundleInfo(
            new BundleInfo.Identity(
                "pgv", Target.parse("debian13"), new BundleVersion("2026.11.20"), Keys.MADE),
            Sha256.of(LOCK),
            Sha256.of("inputs"),
            List.of());
    write(BundleLayout.INFO, info.text());
    write(BundleLayout.LOCK_FILE, LOCK);
    write("keys/bundle.asc", Keys.OURS.publicKey().armored());
    write("repo/pool/a.deb", "package a");
    write("repo/pool/b.deb", "package b");
    write("install.sh", "#!/bin/sh\n");
    mode("install.sh", "rwxr-xr-x");
    write("runtime/bin/java", "program");
    mode("runtime/bin/java", "rwxr-xr-x");
    sign();
  }

  @Test
  void anUntouchedBundleIsTrustedAndSaysWhatItIs() throws IOException {
    BundleVerdict.Trusted trusted =
        assertInstanceOf(BundleVerdict.Trusted.class, verifier.verify(bundle, signers));

    assertEquals("pgv-debian13-2026.11.20", trusted.bundle().info().identity().folderName());
    assertEquals(Keys.OURS.fingerprint(), trusted.bundle().signers().getFirst().pinned());
  }

  @Test
  void anyAlteredByteOfAnyFileIsRefusedAndNamed() throws IOException {
    for (Path file : files()) {
      byte[] content = Files.readAllBytes(file);
      for (int i = 0; i < content.length; i += Math.max(1, content.length / 4)) {
        byte[] altered = content.clone();
        altered[i] ^= 1;
        Files.write(file, altered);
        // A signature's armor has bytes that mean nothing, such as its checksum.
        if (!file.endsWith(BundleLayout.SIGNATURE)) {
          assertRefused(file + " byte " + i);
        }
      }
      Files.write(file, content);
    }
    assertInstanceOf(BundleVerdict.Trusted.class, verifier.verify(bundle, signers));
  }

  @Test
  void everyFaultIsListedWithItsPath() throws IOException {
    Files.delete(bundle.resolve("repo/pool/a.deb"));
    write("repo/pool/c.deb", "not listed");
    write("repo/pool/b.deb", "package B");
    Files.createSymbolicLink(bundle.resolve("repo/link"), Path.of("pool/a.deb"));
    Files.createDirectory(bundle.resolve("empty"));

    assertEquals(
        Stream.of("empty", "repo/link", "repo/pool/a.deb", "repo/pool/b.deb", "repo/pool/c.deb")
            .map(name -> bundle.resolve(name).toString())
            .toList(),
        problems(signers).stream().map(Problem::where).toList());
  }

  @Test
  void aListedFileThatIsALinkIsRefusedEvenWithTheRightContent() throws IOException {
    Path file = bundle.resolve("repo/pool/a.deb");
    Path moved = Files.move(file, temporary.resolve("a.deb"));
    Files.createSymbolicLink(file, moved);

    assertRefused("link");
  }

  @Test
  void aPipeInPlaceOfAFileIsRefusedAndNotOpened() throws IOException, InterruptedException {
    Path file = bundle.resolve("repo/pool/a.deb");
    Files.delete(file);
    assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());

    assertRefused("pipe");
  }

  @Test
  void aBundleSignedBySomebodyElseIsRefused() throws IOException {
    String checksums = Files.readString(bundle.resolve(BundleLayout.CHECKSUMS));
    write(
        BundleLayout.SIGNATURE,
        Keys.OTHER.signDetached(checksums.getBytes(StandardCharsets.UTF_8), Keys.SIGNED));

    assertRefused("other signer");
  }

  @Test
  void aBundleThatBringsAnotherKeyIsRefused() throws IOException {
    write("keys/bundle.asc", Keys.OTHER.publicKey().armored());
    sign();

    assertRefused("other key");
  }

  @Test
  void aBundleWithoutItsSignatureIsRefused() throws IOException {
    Files.delete(bundle.resolve(BundleLayout.SIGNATURE));

    assertRefused("no signature");
  }

  @Test
  void onFirstUseTheFingerprintIsShownToBeConfirmed() throws IOException {
    List<Problem> problems = problems(TrustedSigners.of(List.of(), List.of()));

    String fingerprint = Keys.OURS.fingerprint().hex();
    assertTrue(problems.getFirst().what().contains(fingerprint));
    assertTrue(problems.getFirst().hint().contains("--fingerprint " + fingerprint));
  }

  @Test
  void aKeyFileOfTheOperatorIsTrustedWhateverKeysTheBundleBrings() throws IOException {
    Path ours = temporary.resolve("ours.asc");
    Path other = temporary.resolve("other.gpg");
    Files.writeString(ours, Keys.OURS.publicKey().armored());
    Files.write(other, Keys.OTHER.publicKey().binary());

    assertInstanceOf(
        BundleVerdict.Trusted.class,
        verifier.verify(bundle, TrustedSigners.of(List.of(ours), List.of())));
    assertInstanceOf(
        BundleVerdict.NotTrusted.class,
        verifier.verify(bundle, TrustedSigners.of(List.of(other), List.of())));
  }

  @Test
  void aFingerprintChoosesAmongTheOperatorsKeys() throws IOException {
    Path both = temporary.resolve("both.gpg");
    Files.write(both, Keys.OURS.publicKey().plus(Keys.OTHER.publicKey()).binary());

    assertInstanceOf(
        BundleVerdict.Trusted.class,
        verifier.verify(
            bundle, TrustedSigners.of(List.of(both), List.of(Keys.OURS.fingerprint()))));
    assertInstanceOf(
        BundleVerdict.NotTrusted.class,
        verifier.verify(
            bundle, TrustedSigners.of(List.of(both), List.of(Keys.OTHER.fingerprint()))));
  }

  @Test
  void refusalEndsWithItsOwnExitCode() throws IOException {
    Files.delete(bundle.resolve("install.sh"));
    BundleVerdict verdict = verifier.verify(bundle, signers);

    Refusal refusal = assertThrows(Refusal.class, verdict::orRefuse);

    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
  }

  /** What would cost memory or time where it is read whole, or opened at all. */
  @Test
  void whatStandsInThePlaceOfAControlFileIsRefusedWithoutBeingRead() throws Exception {
    for (String name :
        List.of(
            BundleLayout.CHECKSUMS,
            BundleLayout.SIGNATURE,
            BundleLayout.INVENTORY,
            BundleLayout.SIGNER_KEY,
            BundleLayout.INFO,
            BundleLayout.LOCK_FILE)) {
      Path file = bundle.resolve(name);
      byte[] content = Files.readAllBytes(file);
      Files.delete(file);
      assertRefused(name + " is missing");
      Files.createDirectory(file);
      assertRefused(name + " is a folder");
      Files.delete(file);
      Files.createSymbolicLink(file, Path.of("nowhere"));
      assertRefused(name + " leads nowhere");
      Files.delete(file);
      assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
      assertRefused(name + " is a pipe");
      Files.delete(file);
      sparse(file, 300L << 20);
      assertRefused(name + " has 300 MiB");
      Files.write(file, content);
    }
    assertInstanceOf(BundleVerdict.Trusted.class, verifier.verify(bundle, signers));
  }

  @Test
  void aFileOfAnotherSizeIsRefusedWithoutBeingRead() throws IOException {
    sparse(bundle.resolve("repo/pool/a.deb"), 20L << 30);

    assertEquals(
        "was altered: it has 21474836480 bytes and not 9", problems(signers).getFirst().what());
  }

  @Test
  void foldersInFoldersEndSomewhere() throws Exception {
    // Longer than a path may be, so made step by step.
    assertEquals(0, shell("n=$(printf %0200d 0); for i in $(seq 25); do mkdir $n; cd -P $n; done"));

    assertRefused("folders without end");
    assertEquals(0, shell("rm -rf 000*"));
  }

  @Test
  void aDocumentThatIsSignedAndCannotBeReadIsRefused() throws IOException {
    write(BundleLayout.INFO, "[".repeat(4000) + "]".repeat(4000));
    sign();

    assertRefused("nested too deep");
  }

  @Test
  void whatABundleSaysOfItsLockMustBeTrue() throws IOException {
    write(BundleLayout.LOCK_FILE, LOCK + "\n");
    sign();

    assertEquals(
        bundle.resolve(BundleLayout.INFO).toString(), problems(signers).getFirst().where());
  }

  @Test
  void whatABundleSaysOfItsTargetMustBeTrue() throws IOException {
    write(
        BundleLayout.INFO,
        Files.readString(bundle.resolve(BundleLayout.INFO)).replace("debian13", "debian12"));
    sign();

    assertRefused("other target");
  }

  @Test
  void onlyTheOwnerMayWriteToAFileOrFolder() throws IOException {
    for (String name : List.of("", "repo", "repo/pool/a.deb", BundleLayout.SIGNATURE)) {
      Path file = bundle.resolve(name);
      var before = Files.getPosixFilePermissions(file);
      var wider = EnumSet.copyOf(before);
      wider.add(PosixFilePermission.OTHERS_WRITE);
      Files.setPosixFilePermissions(file, wider);
      assertRefused(name + " can be written by all");
      Files.setPosixFilePermissions(file, before);
    }
    assertInstanceOf(BundleVerdict.Trusted.class, verifier.verify(bundle, signers));
  }

  @Test
  void modesAreSigned() throws IOException {
    mode("repo/pool/a.deb", "rwxr-xr-x");
    assertRefused("a package that is a program");
    mode("repo/pool/a.deb", "rw-r--r--");
    mode("install.sh", "rw-r--r--");
    assertRefused("a program that is none");
  }

  @Test
  void aMediumThatKeepsNoModesIsTakenAsItIs() throws IOException {
    for (Path file : files()) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    assertInstanceOf(BundleVerdict.Trusted.class, verifier.verify(bundle, signers));
  }

  @Test
  void aFileThatIsWrittenToAfterItWasHashedIsNoticed() throws IOException {
    Path file = bundle.resolve("repo/pool/a.deb");
    Reporter late =
        event -> {
          if (event instanceof Event.Finished) {
            write("repo/pool/a.deb", "package A");
          }
        };

    BundleVerdict.NotTrusted refused =
        assertInstanceOf(
            BundleVerdict.NotTrusted.class,
            new BundleVerifier(Keys.CLOCK, late).verify(bundle, signers));

    assertTrue(
        refused.problems().stream().anyMatch(p -> p.where().equals(file.toString())),
        refused.problems().toString());
  }

  @Test
  void aFolderThatIsNotThereIsNoBundleThatWasAltered() {
    Refusal refusal =
        assertThrows(Refusal.class, () -> verifier.verify(temporary.resolve("mistyped"), signers));

    assertEquals(ExitCode.USAGE, refusal.code());
  }

  private int shell(String script) throws Exception {
    return new ProcessBuilder("sh", "-c", script).directory(bundle.toFile()).start().waitFor();
  }

  private static String lock(String target) {
    return LockFile.text(
        new Lock(Target.parse(target), "1", Sha256.of("inputs"), List.of(), List.of()));
  }

  private void mode(String name, String permissions) throws IOException {
    Files.setPosixFilePermissions(
        bundle.resolve(name), PosixFilePermissions.fromString(permissions));
  }

  private static void sparse(Path file, long size) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(size);
    }
  }

  private void assertRefused(String fault) throws IOException {
    assertInstanceOf(BundleVerdict.NotTrusted.class, verifier.verify(bundle, signers), fault);
  }

  private List<Problem> problems(TrustedSigners trusted) throws IOException {
    return assertInstanceOf(BundleVerdict.NotTrusted.class, verifier.verify(bundle, trusted))
        .problems();
  }

  private void sign() throws IOException {
    Files.deleteIfExists(bundle.resolve(BundleLayout.CHECKSUMS));
    Files.deleteIfExists(bundle.resolve(BundleLayout.SIGNATURE));
    Files.deleteIfExists(bundle.resolve(BundleLayout.INVENTORY));
    SortedMap<BundlePath, Inventory.Entry> sizes = new TreeMap<>();
    for (Path file : files()) {
      sizes.put(
          new BundlePath(bundle.relativize(file).toString()),
          new Inventory.Entry(Files.isExecutable(file), Files.size(file)));
    }
    write(BundleLayout.INVENTORY, new Inventory(sizes).text());
    List<FileDigests.Item> items = new ArrayList<>();
    for (Path file : files()) {
      items.add(
          new FileDigests.Item(
              new BundlePath(bundle.relativize(file).toString()), Files.size(file)));
    }
    SortedMap<BundlePath, Sha256> digests =
        FileDigests.of(bundle, items, "hash", Reporter.silent());
    String text = new Checksums(digests).text();
    write(BundleLayout.CHECKSUMS, text);
    write(
        BundleLayout.SIGNATURE,
        Keys.OURS.signDetached(text.getBytes(StandardCharsets.UTF_8), Keys.SIGNED));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(bundle)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void write(String name, String content) {
    try {
      Path file = bundle.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      Files.setLastModifiedTime(file, FileTime.from(Keys.MADE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
