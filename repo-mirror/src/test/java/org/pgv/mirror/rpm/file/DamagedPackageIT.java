package org.pgv.mirror.rpm.file;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.rpm.file.Mutation.Mutant;

/**
 * Whatever is done to a package, it is read or refused, soon and in little memory. {@code
 * -Dpgv.fuzz=20000} takes longer over it, {@code -Dpgv.fuzz.seed} starts elsewhere.
 */
class DamagedPackageIT {
  private static final int MUTANTS = Integer.getInteger("pgv.fuzz", 500);
  private static final long SEED = Long.getLong("pgv.fuzz.seed", 6);

  @Test
  void isReadOrRefused(@TempDir Path folder) throws IOException {
    RpmVerifier verifier = new RpmVerifier(TestPackages.keys(), Clock.systemUTC());
    List<Path> originals = TestPackages.all();
    Mutation mutation = new Mutation(SEED);
    for (int i = 0; i < MUTANTS; i++) {
      Path original = originals.get(i % originals.size());
      Mutant mutant = mutation.mutate(original);
      Path file = Files.write(folder.resolve("mutant.rpm"), mutant.bytes());
      try {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> readAll(verifier, file));
      } catch (Refusal refused) {
        assertFalse(refused.problems().isEmpty());
      } catch (RuntimeException | Error e) {
        throw new AssertionError(original + ", mutant " + i + ": " + mutant, e);
      }
    }
  }

  private static void readAll(RpmVerifier verifier, Path file) throws IOException {
    var _ = verifier.verify(file);
    var _ = RpmFile.read(file).description();
  }
}
