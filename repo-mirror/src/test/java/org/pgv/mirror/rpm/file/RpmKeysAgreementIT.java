package org.pgv.mirror.rpm.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.mirror.rpm.file.Mutation.Mutant;
import org.pgv.pki.openpgp.Verification;

/** Our verdict on packages, whole and damaged, beside that of rpmkeys. */
final class RpmKeysAgreementIT {
  /** Signed in ways that rpm 4.18 of Debian does not know: ECDSA, and signatures of format 6. */
  private static final List<String> BEYOND_THE_JUDGE =
      List.of(
          "v4/rpm-basic-with-ecdsa-2.3.4-5.el9.noarch.rpm",
          "v6/rpm-basic-multiple-signatures-2.3.4-5.el9.noarch.rpm",
          "v6/rpm-basic-with-ed25519-2.3.4-5.el9.noarch.rpm",
          "v6/rpm-basic-with-mldsa65-ed25519-2.3.4-5.el9.noarch.rpm",
          "v6/rpm-basic-with-rsa4k-2.3.4-5.el9.noarch.rpm");

  private static final List<String> SIGNED =
      List.of(
          "epel-release-latest-9.noarch.rpm",
          "rpm-basic-with-ed25519-2.3.4-5.el9.noarch.rpm",
          "rpm-basic-with-rsa4096-2.3.4-5.el9.noarch.rpm");

  private static final int MUTANTS = 500;

  @TempDir private Path folder;

  private RpmKeys judge;
  private RpmVerifier verifier;

  @BeforeEach
  void trustTheSameKeys() throws IOException {
    judge = new RpmKeys(folder.resolve("database"));
    TestPackages.keyFiles().forEach(judge::trust);
    verifier = new RpmVerifier(TestPackages.keys(), Clock.systemUTC());
  }

  @Test
  void agreesOnEveryPackageOfTheField() throws IOException {
    List<String> onlyOurs = new ArrayList<>();
    List<String> onlyTheirs = new ArrayList<>();
    for (Path file : TestPackages.all()) {
      boolean ours = verifier.verify(file) instanceof Verification.Trusted;
      boolean theirs = judge.accepts(file);
      if (ours && !theirs) {
        onlyOurs.add(TestPackages.FOLDER.relativize(file).toString());
      } else if (theirs && !ours) {
        onlyTheirs.add(file + ": " + judge.says(file));
      }
    }

    assertEquals(List.of(), onlyTheirs);
    assertEquals(BEYOND_THE_JUDGE, onlyOurs);
  }

  @Test
  void agreesOnDamagedPackages() throws IOException {
    Mutation mutation = new Mutation(20261121);
    List<String> disagreements = new ArrayList<>();
    int accepted = 0;
    for (int i = 0; i < MUTANTS; i++) {
      Path original = TestPackages.named(SIGNED.get(i % SIGNED.size()));
      Mutant mutant = mutation.mutate(original);
      Path file = Files.write(folder.resolve("mutant.rpm"), mutant.bytes());
      Verification<RpmFile> ours = verifier.verify(file);
      accepted += ours instanceof Verification.Trusted ? 1 : 0;
      if (ours instanceof Verification.Trusted != judge.accepts(file)) {
        disagreements.add(original + ", " + mutant + ": " + ours + "\n" + judge.says(file));
      }
    }

    assertEquals(List.of(), disagreements);
    // Much of the lead and the space for signatures proves nothing and may be anything.
    assertTrue(accepted > MUTANTS / 10 && accepted < MUTANTS / 2, "accepted: " + accepted);
  }
}
