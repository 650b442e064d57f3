package org.pgv.installer.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.installer.state.BundleMemory;
import org.pgv.installer.topology.BundleContents;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.bundle.BundlePath;
import org.pgv.manifests.bundle.FolderState;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;

class BundlesTest {
  /** By which nothing in the folder changed just now. */
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

  @TempDir private Path folder;
  private Path bundle = Path.of("");
  private Path memory = Path.of("");
  private final AtomicInteger verified = new AtomicInteger();

  @BeforeEach
  void make() throws IOException {
    bundle = SmallBundle.make(folder.resolve("pgv-debian13-2026.11.20"), "debian13");
    memory = folder.resolve("memory.json");
  }

  @Test
  void anUntouchedBundleIsReadOnce() {
    open(LATER);
    open(LATER);

    assertEquals(1, verified.get());
  }

  @Test
  void oneThatWasTouchedIsReadAgain() throws IOException {
    open(LATER);
    Path file = bundle.resolve("repo/dists/pgv/InRelease");
    FileTime time = Files.getLastModifiedTime(file);

    Files.writeString(file, "forged\n");
    Files.setLastModifiedTime(file, time);

    assertRefused();
  }

  /** The file system's clock has ticks: another change in the same one would not show. */
  @Test
  void oneThatChangedJustNowIsNotRememberedAsVerified() throws IOException {
    Path last = bundle.resolve(BundleLayout.SIGNATURE);
    open(Clock.fixed(Files.getLastModifiedTime(last).toInstant(), ZoneOffset.UTC));
    open(LATER);
    open(LATER);

    assertEquals(2, verified.get());
  }

  /** As on a medium that somebody altered elsewhere, with the clock set back. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        BundleLayout.CHECKSUMS,
        BundleLayout.INFO,
        BundleLayout.LOCK_FILE,
        BundleLayout.SIGNER_KEY
      })
  void whatWasAlteredWithoutATraceIsRefusedWhenItIsUsed(String name) throws IOException {
    open(LATER);
    Path file = bundle.resolve(name);
    Files.writeString(file, Files.readString(file).replaceFirst("e", "E"));
    rememberAsItIsNow();

    assertRefused();
  }

  @Test
  void aVendorsKeyIsReadOnceMoreToo() throws IOException {
    bundle = SmallBundle.make(folder.resolve("pgv-el9-2026.11.20"), "el9");
    assertEquals(
        SmallBundle.SIGNER.publicKey().armored() + "a vendor's key\n",
        open(LATER).repository().key());
    Files.writeString(bundle.resolve("upstream/keys/vendor.asc"), "another's key!\n");
    Files.writeString(bundle.resolve("upstream/keys/more.asc"), "one more\n");
    rememberAsItIsNow();

    assertRefused();
  }

  @Test
  void metadataIsReadOnceMoreToo() throws IOException {
    BundleContents contents = open(LATER);
    Files.writeString(bundle.resolve("repo/dists/pgv/InRelease"), "forged\n");

    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> contents.repository().files().read(new BundlePath("dists/pgv/InRelease")));

    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
  }

  @Test
  void aFolderWithoutAListWasTamperedWithAndOneThatIsNotThereWasMistyped() throws IOException {
    Files.delete(bundle.resolve(BundleLayout.CHECKSUMS));
    assertRefused();

    bundle = folder.resolve("mistyped");
    assertEquals(ExitCode.USAGE, assertThrows(Refusal.class, () -> open(LATER)).code());
  }

  private void assertRefused() {
    Refusal refusal = assertThrows(Refusal.class, () -> open(LATER));
    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
  }

  private void rememberAsItIsNow() throws IOException {
    BundleMemory known = BundleMemory.read(memory).orElseThrow();
    new BundleMemory(
            known.folder(),
            known.signers(),
            known.checksums(),
            Optional.of(FolderState.of(bundle).digest()))
        .write(memory);
  }

  private BundleContents open(Clock clock) {
    Reporter counting =
        event -> {
          if (event instanceof Event.Started) {
            verified.incrementAndGet();
          }
        };
    return new Bundles(clock, counting)
        .open(Optional.of(bundle), List.of(SmallBundle.SIGNER.fingerprint()), memory);
  }
}
