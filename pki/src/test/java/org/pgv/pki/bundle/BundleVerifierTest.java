package org.pgv.pki.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
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
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;
import org.pgv.pki.openpgp.Keys;

final class BundleVerifierTest {
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
            Sha256.of("lock"),
            Sha256.of("inputs"),
            List.of());
    write(BundleLayout.INFO, info.text());
    write("keys/bundle.asc", Keys.OURS.publicKey().armored());
    write("repo/pool/a.deb", "package a");
    write("repo/pool/b.deb", "package b");
    write("install.sh", "#!/bin/sh\n");
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

  private void write(String name, String content) throws IOException {
    Path file = bundle.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(Keys.MADE));
  }
}
